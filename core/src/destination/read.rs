//! One destination with its student, as far as the reader's scope reaches.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Details;
use crate::{
    access::{Account, Scope},
    case::{
        ActError, By, CaseRow, Command, Refusal,
        history::{Happened, history},
        look,
    },
    company::{self, Standing, employer},
    db::{
        Conn,
        schema::{cases, destinations, students},
    },
    files::{Attached, attached},
    ids::CaseId,
    roster::Student,
    settings::{Office, office_of},
};

/// A destination with everything that its pages show.
#[derive(Clone)]
pub struct Registration {
    /// The spine.
    pub case: CaseRow,
    /// What is registered.
    pub details: Details,
    /// The student.
    pub student: Student,
}

/// The destination of a case in reach; none for every other case.
pub async fn read(mut conn: &Conn, scope: &Scope, case: CaseId) -> QueryResult<Option<Registration>> {
    let found = cases::table
        .inner_join(destinations::table)
        .inner_join(students::table)
        .filter(cases::id.eq(case))
        .filter(scope.cases())
        .select((CaseRow::as_select(), Details::as_select(), Student::as_select()))
        .first::<(CaseRow, Details, Student)>(&mut conn)
        .await
        .optional()?;
    Ok(found.map(|(case, details, student)| Registration {
        case,
        details,
        student,
    }))
}

/// A destination as its student sees it: what stands in it, and what can be done with it now.
pub struct OwnRegistration {
    /// Case, details and student.
    pub registration: Registration,
    /// The school, with its mode for the student's cohort.
    pub office: Office,
    /// What happened so far, newest first.
    pub history: Vec<Happened>,
    /// What it is shown by.
    pub files: Vec<Attached>,
    /// How the company stands; none where none is named that the platform knows.
    pub standing: Option<Standing>,
    /// 提交审核, or why not.
    pub submit: Result<(), Refusal>,
    /// 撤回, or why not.
    pub withdraw: Result<(), Refusal>,
    /// 放弃申请, or why not.
    pub abandon: Result<(), Refusal>,
    /// 作废, or why not.
    pub give_up: Result<(), Refusal>,
}

/// A destination of the student's own; none for every other case.
pub async fn own(conn: &mut Conn, by: &Account, case: CaseId) -> Result<Option<OwnRegistration>, ActError> {
    let scope = by.scope();
    let Some(registration) = read(conn, &scope, case).await? else {
        return Ok(None);
    };
    let row = &registration.case;
    let Some(office) = office_of(conn, row.school_id, row.cohort).await? else {
        return Ok(None);
    };
    let standing = match employer(conn, &scope, case).await? {
        Some(company) => Some(company::standing(conn, company, Some(office.school)).await?),
        None => None,
    };
    let held = look(conn, By::Account(by), case).await?;
    let may = |command| match held.refusal(&command) {
        None => Ok(()),
        Some(refusal) => Err(refusal),
    };
    Ok(Some(OwnRegistration {
        submit: may(Command::Submit),
        withdraw: may(Command::Withdraw),
        abandon: may(Command::Abandon),
        give_up: may(Command::GiveUp),
        files: attached(conn, &scope, case).await?,
        history: history(conn, &scope, case).await?,
        standing,
        office,
        registration,
    }))
}
