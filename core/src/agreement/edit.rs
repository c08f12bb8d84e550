//! A company edits an invitation that nobody has answered (修改邀请), rule 6.1.

use chrono::{DateTime, Utc};
use diesel::{prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{
    Terms,
    invite::due_at,
    parts::{DUE, difference, last_day},
};
use crate::{
    access::Account,
    case::{ActError, Acted, By, Change, Command, Refusal, apply, hold},
    db::{
        Conn,
        schema::{agreements, cases},
    },
    ids::CaseId,
    typed::{Reader, Typed, Wrong},
};

/// What the invitation is to say from now on. Whom it invites stays.
#[derive(Debug, Clone)]
pub struct Revision {
    /// Days until it expires, counted from today; none: the day stays.
    pub answer_days: Option<i32>,
    /// The agreement.
    pub terms: Terms,
}

impl Revision {
    /// Reads the form.
    pub fn read(typed: &Typed, terms: Result<Terms, Wrong>) -> Result<Self, Wrong> {
        let mut reader = Reader::new(typed);
        let answer_days = reader.whole("answer_days", 1..=30);
        match (reader.finish(answer_days), terms) {
            (Ok(answer_days), Ok(terms)) => Ok(Self { answer_days, terms }),
            (days, terms) => Err([days.err(), terms.err()]
                .into_iter()
                .flatten()
                .flatten()
                .collect()),
        }
    }
}

/// Edits an open invitation as its company saw it at version `seen`, in one transaction with the event that keeps the values
/// before and after. The version rises, so that a student's page of before is out of date and accepts nothing.
///
/// # Errors
/// [`Refusal::NothingEdited`] where everything is as it was.
pub async fn edit(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    seen: i32,
    wanted: Revision,
) -> Result<Acted, ActError> {
    conn.transaction(async |conn| {
        let mut held = hold(conn, By::Account(by), case).await?;
        held.seen_at(seen)?;
        if let Some(refusal) = held.refusal(&Command::EditInvitation) {
            return Err(refusal.into());
        }
        let terms: Terms = agreements::table
            .find(case)
            .select(Terms::as_select())
            .first(conn)
            .await?;
        let due: Option<DateTime<Utc>> = wanted.answer_days.map(due_at).or(held.row.due_at);
        let days = (DUE, last_day(held.row.due_at), last_day(due));
        let changed = difference(&terms, &wanted.terms, days);
        let (before, after) = changed.ok_or(Refusal::NothingEdited)?;
        update(agreements::table.find(case))
            .set(&wanted.terms)
            .execute(conn)
            .await?;
        update(cases::table.find(case))
            .set(cases::due_at.eq(due))
            .execute(conn)
            .await?;
        held.row.due_at = due;
        let change = Change {
            before: Some(before),
            after: Some(after),
        };
        apply(conn, By::Account(by), held, &Command::EditInvitation, change).await
    })
    .await
}
