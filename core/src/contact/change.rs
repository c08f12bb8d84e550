//! A student changes their mobile number, proved by a code sent to it, or their mail address.

use diesel::{prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{Email, Mobile, push::owe};
use crate::{
    access::{Account, Role},
    audit::{self, Entry},
    db::{Conn, schema::students},
    ids::StudentId,
    one_time::{Handle, Key, New, Purpose, Refused, Subject, TooSoon, Way, issue, redeem},
};

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It holds from now on.
    Done,
    /// The code proves nothing.
    Refused(Refused),
    /// Only students keep contact data here.
    NoStudent,
}

fn student_of(account: &Account) -> Option<StudentId> {
    match account.role {
        Role::Student { student, .. } => Some(student),
        Role::Province { .. }
        | Role::School { .. }
        | Role::Department { .. }
        | Role::Company { .. }
        | Role::Operator => None,
    }
}

/// Sends a code to the new number; none for who is no student.
pub async fn ask_mobile(
    conn: &mut Conn,
    by: &Account,
    mobile: &Mobile,
) -> QueryResult<Option<Result<Handle, TooSoon>>> {
    let Some(student) = student_of(by) else {
        return Ok(None);
    };
    let new = New {
        purpose: Purpose::Mobile,
        way: Way::Sms,
        address: mobile.as_str(),
        subject: Subject::Student(student),
    };
    conn.transaction(async |conn| issue(conn, &new).await)
        .await
        .map(Some)
}

/// Takes the number over that the code was sent to, and passes it on (4.3). Somebody else's code proves nothing.
pub async fn change_mobile(
    conn: &mut Conn,
    key: &Key,
    by: &Account,
    handle: &Handle,
    code: &str,
) -> QueryResult<Changed> {
    let Some(student) = student_of(by) else {
        return Ok(Changed::NoStudent);
    };
    conn.transaction(async |conn| {
        let proof = match redeem(conn, key, Purpose::Mobile, handle, code).await? {
            Ok(proof) if proof.subject == Subject::Student(student) => proof,
            Ok(_) => return Ok(Changed::Refused(Refused::Late)),
            Err(refused) => return Ok(Changed::Refused(refused)),
        };
        update(students::table.find(student))
            .set(students::mobile.eq(proof.address))
            .execute(conn)
            .await?;
        changed(conn, by, student, "student.change_mobile").await
    })
    .await
}

/// Takes a mail address over, or none, and passes it on (4.3).
pub async fn change_email(conn: &mut Conn, by: &Account, email: Option<&Email>) -> QueryResult<Changed> {
    let Some(student) = student_of(by) else {
        return Ok(Changed::NoStudent);
    };
    conn.transaction(async |conn| {
        update(students::table.find(student))
            .set(students::email.eq(email.map_or("", Email::as_str)))
            .execute(conn)
            .await?;
        changed(conn, by, student, "student.change_email").await
    })
    .await
}

async fn changed(conn: &mut Conn, by: &Account, student: StudentId, act: &str) -> QueryResult<Changed> {
    owe(conn, student).await?;
    audit::write(conn, &Entry::of(by, act, "student", Some(student.0))).await?;
    Ok(Changed::Done)
}
