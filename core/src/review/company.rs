//! The company of a case that is being reviewed, alone: for the panel of its standing, and for what a verdict is to heed of it.

use futures::try_join;

use super::{
    found::{Found, find},
    matter::matter,
};
use crate::{
    access::Account,
    agreement::Caution,
    case::{ActError, Module, Verdicts, verdicts},
    company::{self, Standing},
    db::{Conn, QueryError},
    ids::{CaseId, CompanyId},
    settings::wage_floor,
};

/// The company of a case.
pub struct AboutCompany {
    /// Which it is.
    pub company: CompanyId,
    /// How it stands.
    pub standing: Standing,
    /// What the reader may do now.
    pub verdicts: Verdicts,
    /// What deserves a second look of who decides.
    pub cautions: Vec<Caution>,
}

/// The company of a case in reach and module, with how it stands; none where it names none that the platform knows.
pub async fn about_company(
    conn: &Conn,
    by: &Account,
    module: Module,
    case: CaseId,
) -> Result<Option<AboutCompany>, ActError> {
    let scope = by.scope();
    let (found, matter) = try_join!(
        find(conn, &scope, module, case),
        matter(conn, &scope, module, case)
    )?;
    let Some((found, matter)) = found.zip(matter) else {
        return Ok(None);
    };
    let Found { case, student, .. } = found;
    let Some(company) = company::employer_of(conn, case.company_id, case.employer_code.as_deref()).await?
    else {
        return Ok(None);
    };
    let standing = company::standing(conn, company, by.school()).await?;
    let verdicts = verdicts(conn, by, &case, &student).await?;
    let cautions = match verdicts.any() {
        true => matter.cautions(Some(&standing), floor(conn, matter.work_place()).await?),
        false => Vec::new(),
    };
    Ok(Some(AboutCompany {
        company,
        standing,
        verdicts,
        cautions,
    }))
}

/// The wage floor of a place, where there is one.
pub(super) async fn floor(conn: &Conn, place: Option<&str>) -> Result<Option<i32>, QueryError> {
    match place {
        Some(place) => wage_floor(conn, place).await,
        None => Ok(None),
    }
}

/// How a company stands, where there is one.
pub(super) async fn known(
    conn: &Conn,
    by: &Account,
    company: Option<CompanyId>,
) -> Result<Option<Standing>, QueryError> {
    match company {
        Some(company) => company::standing(conn, company, by.school()).await.map(Some),
        None => Ok(None),
    }
}
