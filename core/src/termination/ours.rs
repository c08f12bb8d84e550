//! A termination as the two sides see it: where it stands, and what the reader can do.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::read::{Termination, read};
use crate::{
    access::{Account, Role, Scope},
    case::{
        ActError, By, Kind, Question, Refusal,
        history::{Happened, for_company, history},
        look,
    },
    db::{Conn, one_of::one_of, schema::cases},
    files::{Attached, attached},
    ids::CaseId,
    settings::{Office, office_of},
};

/// A termination for the student or the company of the agreement.
pub struct Ours {
    /// The termination.
    pub termination: Termination,
    /// The school, with its form and mode for the student's cohort.
    pub office: Office,
    /// What happened so far, newest first. To a company officers are not named.
    pub history: Vec<Happened>,
    /// The material that was handed in.
    pub files: Vec<Attached>,
    /// Why nobody can do anything about it, whatever its state: the student is dormant, or of an earlier cohort.
    pub barred: Option<Refusal>,
    /// May the reader answer now, agree or refuse?
    pub may_answer: bool,
    /// May the reader take it back now?
    pub may_withdraw: bool,
    /// May the reader hand it in now, for the first time or again?
    pub may_submit: bool,
    /// May the reader give it up now?
    pub may_abandon: bool,
}

/// A termination of the account's; none for every other case.
pub async fn ours(conn: &mut Conn, account: &Account, case: CaseId) -> Result<Option<Ours>, ActError> {
    let scope = account.scope();
    let Some(termination) = read(conn, &scope, case).await? else {
        return Ok(None);
    };
    let (school, cohort) = (termination.case.school_id, termination.case.cohort);
    let Some(office) = office_of(conn, school, cohort).await? else {
        return Ok(None);
    };
    let history = history(conn, &scope, case).await?;
    let history = match account.role {
        Role::Company { .. } => history.into_iter().map(for_company).collect(),
        Role::Student { .. } => history,
        Role::Province { .. } | Role::School { .. } | Role::Department { .. } | Role::Operator => {
            return Ok(None);
        }
    };
    let held = look(conn, By::Account(account), case).await?;
    let may = |command: &Question| held.refusal(command).is_none();
    let barred = held.refusal(&Question::Agree);
    Ok(Some(Ours {
        barred: barred.filter(|refusal| matches!(refusal, Refusal::Dormant | Refusal::EarlierCohort)),
        may_answer: may(&Question::Agree),
        may_withdraw: may(&Question::Withdraw),
        may_submit: may(&Question::Submit),
        may_abandon: may(&Question::Abandon),
        files: attached(conn, &scope, case).await?,
        termination,
        office,
        history,
    }))
}

/// The termination of an agreement that is under way, as far as the reader may see it. Served by cases_one_termination.
pub async fn under_way(conn: &mut Conn, scope: &Scope, agreement: CaseId) -> QueryResult<Option<CaseId>> {
    cases::table
        .filter(cases::agreement_id.eq(agreement))
        .filter(one_of(cases::kind, [Kind::Termination.as_str()]))
        .filter(cases::open)
        .filter(scope.cases())
        .select(cases::id)
        .first(conn)
        .await
        .optional()
}
