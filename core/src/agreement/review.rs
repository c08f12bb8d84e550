//! An agreement as its reviewer weighs it: everything that the review page shows (domain section 8).

use futures::try_join;

use super::{
    caution::{Caution, cautions},
    read::{Agreement, read},
};
use crate::{
    access::Account,
    case::{
        ActError, CodedReason, Module, Verdicts,
        history::{Happened, history},
        queue::{Neighbours, Wanted, neighbours},
        reasons, verdicts,
    },
    company::{self, Standing},
    db::{Conn, QueryError},
    ids::{CaseId, CompanyId},
    message::{Notified, notified},
    settings::{Office, office, wage_floor},
};

/// One agreement before its reviewer.
pub struct Reviewed {
    /// Case, terms and student.
    pub agreement: Agreement,
    /// The office of the reader.
    pub office: Office,
    /// How the company stands; none where it is not registered on the platform.
    pub standing: Option<Standing>,
    /// What happened so far, newest first.
    pub history: Vec<Happened>,
    /// Who was told of it, newest first.
    pub notified: Vec<Notified>,
    /// What the reader may do now.
    pub verdicts: Verdicts,
    /// The coded reasons of a verdict.
    pub reasons: Vec<CodedReason>,
    /// What deserves a second look.
    pub cautions: Vec<Caution>,
    /// The cases beside it in the list that the reader came from.
    pub neighbours: Neighbours,
}

/// The agreement of a case for an officer who came from a list; none where there is none in reach and module. Asks the
/// register where its answer is old.
pub async fn review(
    conn: &mut Conn,
    by: &Account,
    wanted: &Wanted,
    case: CaseId,
) -> Result<Option<Reviewed>, ActError> {
    let Some(school) = by.school() else {
        return Ok(None);
    };
    let scope = by.scope();
    let (agreement, office, history, notified, reasons) = try_join!(
        read(conn, &scope, case),
        office(conn, school),
        history(conn, &scope, case),
        notified(conn, &scope, case),
        reasons(conn, school, wanted.module),
    )?;
    let (Some(agreement), Some(office)) = (agreement, office) else {
        return Ok(None);
    };
    if agreement.case.module() != wanted.module {
        return Ok(None);
    }
    let filter = wanted.filter(by, &office);
    let place = agreement.case.cursor();
    let queries = async {
        try_join!(
            known(conn, by, agreement.case.company_id),
            neighbours(conn, &scope, &filter, place),
            wage_floor(conn, &agreement.terms.work_place),
        )
        .map_err(ActError::from)
    };
    let ((standing, neighbours, floor), verdicts) = try_join!(queries, verdicts(conn, by, &agreement.case))?;
    let standing = asked(conn, by, agreement.case.company_id, standing).await?;
    Ok(Some(Reviewed {
        cautions: cautions(&agreement.terms, standing.as_ref(), floor),
        agreement,
        office,
        standing,
        history,
        notified,
        verdicts,
        reasons,
        neighbours,
    }))
}

/// The company of an agreement in reach, with how it stands; none where it is not registered on the platform.
pub async fn about_company(
    conn: &Conn,
    by: &Account,
    module: Module,
    case: CaseId,
) -> Result<Option<(CompanyId, Standing)>, QueryError> {
    let found = read(conn, &by.scope(), case).await?;
    let company = found
        .filter(|agreement| agreement.case.module() == module)
        .and_then(|agreement| agreement.case.company_id);
    let standing = known(conn, by, company).await?;
    Ok(company.zip(standing))
}

async fn known(
    conn: &Conn,
    by: &Account,
    company: Option<CompanyId>,
) -> Result<Option<Standing>, QueryError> {
    match company {
        Some(company) => company::standing(conn, company, by.school()).await.map(Some),
        None => Ok(None),
    }
}

/// Asks the register where its answer is old, and says what is known then.
async fn asked(
    conn: &mut Conn,
    by: &Account,
    company: Option<CompanyId>,
    standing: Option<Standing>,
) -> Result<Option<Standing>, QueryError> {
    match (company, &standing) {
        (Some(company), Some(old)) if company::ask_if_stale(conn, company, old).await? => {
            known(conn, by, Some(company)).await
        }
        _ => Ok(standing),
    }
}
