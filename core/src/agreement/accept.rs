//! 同意签约 (rule 6.1): the student's own yes, proved by a code sent to the student's own mobile.

use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::json;

use crate::{
    access::Account,
    audit::{self, Entry},
    case::{ActError, Acted, By, CaseRow, Change, Command, Question, apply, hold},
    contact::Mobile,
    db::{Conn, schema::students},
    ids::{CaseId, StudentId},
    one_time::{Handle, Key, New, Purpose, Refused, Subject, TooSoon, Way, confirm, former, issue},
};

/// Why no code was sent.
#[derive(Debug, thiserror::Error)]
pub enum NotAsked {
    /// The student has no mobile number.
    #[error("no mobile number")]
    NoMobile,
    /// A code was sent a moment ago, or often.
    #[error("too soon")]
    TooSoon {
        /// How long to wait for another.
        wait: TooSoon,
        /// The one that was sent, for the same version of the same invitation, where it is good still.
        former: Option<Handle>,
    },
    /// The invitation could not be accepted anyway.
    #[error(transparent)]
    Act(#[from] ActError),
}

impl From<diesel::result::Error> for NotAsked {
    fn from(error: diesel::result::Error) -> Self {
        NotAsked::Act(error.into())
    }
}

/// Sends a code to the student who has read an invitation at version `seen`. It is good for that version alone: an invitation
/// that changes meanwhile takes another.
pub async fn ask_acceptance(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    seen: i32,
) -> Result<Handle, NotAsked> {
    conn.transaction(async |conn| {
        let held = hold(conn, By::Account(by), case).await?;
        held.seen_at(seen)?;
        if let Some(refusal) = held.refusal(&Question::Accept(())) {
            return Err(ActError::from(refusal).into());
        }
        let mobile = mobile_of(conn, held.row.student_id)
            .await?
            .ok_or(NotAsked::NoMobile)?;
        let new = New {
            purpose: Purpose::Acceptance,
            way: Way::Sms,
            address: mobile.as_str(),
            subject: subject(&held.row),
        };
        match issue(conn, &new).await? {
            Ok(handle) => Ok(handle),
            Err(wait) => Err(NotAsked::TooSoon {
                wait,
                former: former(conn, &new).await?,
            }),
        }
    })
    .await
}

/// Accepts an invitation as the student saw it at version `seen`, with the code that was sent for it. The code is used up in the
/// same transaction; a wrong one is counted, and nothing else happens.
///
/// A code for another invitation, for another version of it, or sent to a number that is no longer the student's, is late.
pub async fn accept(
    conn: &mut Conn,
    key: &Key,
    by: &Account,
    (case, seen): (CaseId, i32),
    handle: Option<&Handle>,
    typed: &str,
) -> Result<Result<Acted, Refused>, ActError> {
    conn.transaction(async |conn| {
        let held = hold(conn, By::Account(by), case).await?;
        held.seen_at(seen)?;
        if let Some(refusal) = held.refusal(&Question::Accept(())) {
            return Err(refusal.into());
        }
        let (Some(handle), Some(mobile)) = (handle, mobile_of(conn, held.row.student_id).await?) else {
            return Ok(Err(Refused::Late));
        };
        let invitation = subject(&held.row);
        let confirmed = match confirm(conn, key, (handle, typed), invitation, mobile.as_str()).await? {
            Ok(confirmed) => confirmed,
            Err(refused) => return Ok(Err(refused)),
        };
        let entry = Entry::of(by, "agreement.confirm", "case", Some(case.0))
            .with(json!({ "code_id": confirmed.code().0, "read_at_version": seen }));
        audit::write(conn, &entry).await?;
        apply(
            conn,
            By::Account(by),
            held,
            &Command::Accept(confirmed),
            Change::default(),
        )
        .await
        .map(Ok)
    })
    .await
}

/// What a code for an invitation is bound to.
fn subject(row: &CaseRow) -> Subject {
    Subject::Invitation {
        student: row.student_id,
        case: row.id,
        version: row.shown_version(),
    }
}

/// The student's own number, where there is one that takes a text message.
async fn mobile_of(mut conn: &Conn, student: StudentId) -> QueryResult<Option<Mobile>> {
    let kept: String = students::table
        .find(student)
        .select(students::mobile)
        .first(&mut conn)
        .await?;
    Ok(Mobile::parse(&kept))
}
