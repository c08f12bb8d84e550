//! What a school officer weighs before ending an agreement without the company: what was asked, and what came of asking.

use futures::try_join;

use super::read::{Termination, read};
use crate::{
    access::Account,
    case::{ActError, By, Command, Explanation, Refusal, look},
    db::Conn,
    files::{Attached, attached},
    ids::CaseId,
    message::{Told, told},
    review::Means,
    settings::{Office, office_of},
};

/// A termination before the officer who could end it alone.
pub struct Weighed {
    /// The termination.
    pub termination: Termination,
    /// The school, with its form and mode for the student's cohort.
    pub office: Office,
    /// What was handed in with it.
    pub files: Vec<Attached>,
    /// Every message about it, the first first, and whether it arrived.
    pub told: Vec<Told>,
    /// Why the officer may not end it so; none: may.
    pub refusal: Option<Refusal>,
}

/// A termination in an officer's reach, to be ended by these means; none for every other case.
pub async fn weigh(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    means: Means,
) -> Result<Option<Weighed>, ActError> {
    let scope = by.scope();
    let shared: &Conn = conn;
    let (termination, files, told) = try_join!(
        read(shared, &scope, case),
        attached(shared, &scope, case),
        told(shared, &scope, case)
    )?;
    let Some(termination) = termination else {
        return Ok(None);
    };
    let (school, cohort) = (termination.case.school_id, termination.case.cohort);
    let Some(office) = office_of(conn, school, cohort).await? else {
        return Ok(None);
    };
    let held = look(conn, By::Account(by), case).await?;
    Ok(Some(Weighed {
        termination,
        office,
        files,
        told,
        refusal: held.refusal(&command(means, Explanation::unread())),
    }))
}

/// The command that ends a termination by these means.
pub(super) fn command<Yes>(means: Means, explanation: Explanation) -> Command<Yes> {
    match means {
        Means::Forced => Command::Force(explanation),
        Means::OneSided => Command::ApproveOneSided(explanation),
        Means::Agreed => Command::Approve,
    }
}
