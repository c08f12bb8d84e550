//! The beginning of a case: the act path's other door.

use chrono::Utc;
use diesel::{dsl::exists, insert_into, prelude::*, select};
use diesel_async::{AsyncConnection, RunQueryDsl, TransactionManager};

use super::{
    Command, Facts, Refusal,
    act::{ActError, Acted, By, Change, record},
    circumstances::{Circumstances, Standings},
    decide,
    spine::{CaseRow, NewCase},
};
use crate::{
    db::{
        Conn,
        schema::{cases, students},
    },
    ids::{CaseId, StudentId},
    settings::stay_as_they_are,
};

type Transactions = <Conn as AsyncConnection>::TransactionManager;

/// Begins a case in a transaction of its own, or in a part of the caller's that is undone alone: locks the student, asks
/// the rules whether `command` may begin it, and inserts it. `details` writes what only its kind has, before anything
/// follows.
///
/// # Errors
/// [`ActError::NotFound`] where a student or company begins what is another's, or ends what other two have signed.
pub async fn begin(
    conn: &mut Conn,
    by: By<'_>,
    new: NewCase,
    command: &Command,
    details: impl AsyncFnOnce(&mut Conn, CaseId) -> QueryResult<()>,
) -> Result<Acted, ActError> {
    // By hand: of `details` no bound can say that its future is Send, which `transaction` asks for.
    Transactions::begin_transaction(conn).await?;
    let begun = open(conn, by, new, command, details).await;
    match &begun {
        Ok(_) => Transactions::commit_transaction(conn).await?,
        // Where this fails too, the connection is lost, and why it began to fail is what the caller has to know.
        Err(_) => drop(Transactions::rollback_transaction(conn).await),
    }
    begun
}

/// The facts that would bear on a new case, for a page that says whether it may begin. Locks nothing: beginning it asks again.
pub(crate) async fn foresee(conn: &mut Conn, by: By<'_>, new: &NewCase) -> Result<Facts, ActError> {
    let actor = by.actor()?;
    let student = students::table
        .find(new.student)
        .select(Standings::as_select())
        .first(conn)
        .await
        .optional()?;
    let student = student.ok_or(ActError::NotFound)?;
    Ok(Circumstances::of(conn, &new.place(), student).await?.facts(actor))
}

async fn open(
    conn: &mut Conn,
    by: By<'_>,
    new: NewCase,
    command: &Command,
    details: impl AsyncFnOnce(&mut Conn, CaseId) -> QueryResult<()>,
) -> Result<Acted, ActError> {
    let actor = by.actor()?;
    if !new.is_theirs(by) {
        return Err(ActError::NotFound);
    }
    let student = lock_student(conn, new.student).await?.ok_or(ActError::NotFound)?;
    if !ends_an_agreement_of_both(conn, &new).await? {
        return Err(ActError::NotFound);
    }
    let circumstances = Circumstances::of(conn, &new.place(), student.clone()).await?;
    let acted_before = circumstances.acted_before();
    let from = new.kind.draft();
    let transition = decide(from, command, &circumstances.facts(actor))?;
    let row: CaseRow = insert_into(cases::table)
        .values(new.row(&student, transition.to, Utc::now()))
        .returning(CaseRow::as_returning())
        .get_result(conn)
        .await
        .map_err(taken)?;
    details(conn, row.id).await?;
    record(
        conn,
        by,
        &row,
        from,
        command,
        Change::default(),
        &transition,
        acted_before,
    )
    .await
}

/// A termination is between the student and the company that signed what it ends.
async fn ends_an_agreement_of_both(conn: &mut Conn, new: &NewCase) -> QueryResult<bool> {
    let Some(agreement) = new.agreement else {
        return Ok(true);
    };
    let of_both = cases::table
        .find(agreement)
        .filter(cases::student_id.eq(new.student))
        .filter(cases::company_id.is_not_distinct_from(new.company));
    select(exists(of_both)).get_result(conn).await
}

pub(super) async fn lock_student(conn: &mut Conn, student: StudentId) -> QueryResult<Option<Standings>> {
    let locked: Option<(Standings, String)> = students::table
        .find(student)
        .select((Standings::as_select(), stay_as_they_are()))
        .for_update()
        .first(conn)
        .await
        .optional()?;
    Ok(locked.map(|(student, _)| student))
}

/// The one-place rule and its companions also stand in the database (5.1).
fn taken(error: diesel::result::Error) -> ActError {
    use diesel::result::{DatabaseErrorKind::UniqueViolation, Error::DatabaseError};
    match &error {
        DatabaseError(UniqueViolation, about) => match about.constraint_name() {
            Some("cases_one_place") => ActError::Refused(Refusal::PlaceTaken),
            Some("cases_one_termination") => ActError::Refused(Refusal::TerminationUnderWay),
            _ => ActError::Database(error),
        },
        _ => ActError::Database(error),
    }
}
