//! A file's lines between upload and confirmation: one file an account, and no longer than a day.

use std::collections::BTreeMap;

use chrono::{TimeDelta, Utc};
use diesel::{delete, insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    access::{Account, Role},
    audit::{self, Entry},
    db::{Conn, schema::invitation_batches},
    typed::Typed,
};

/// How long a file that nobody confirms is kept: it names people.
const KEEP: TimeDelta = TimeDelta::days(1);

/// A line of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number in the file.
    pub number: u32,
    /// What it holds, by field of the form.
    pub typed: Typed,
    /// What is wrong with its cells, or why it was refused when it was to be sent, by field; the field is empty where the
    /// line as a whole is meant.
    pub flaws: BTreeMap<String, String>,
}

/// An account's file.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its number. Another upload has another.
    pub id: i64,
    /// The lines that were not sent.
    pub lines: Vec<Line>,
    /// How many were sent.
    pub sent: i32,
}

/// Keeps the lines of a file, in place of the account's former file.
pub async fn keep(conn: &mut Conn, by: &Account, lines: &[Line]) -> QueryResult<()> {
    let Role::Company { company } = by.role else {
        return Err(diesel::result::Error::NotFound);
    };
    let stored = serde_json::to_value(lines).unwrap_or_default();
    conn.transaction(async |conn| {
        delete(invitation_batches::table.filter(invitation_batches::account_id.eq(by.id)))
            .execute(conn)
            .await?;
        let id: i64 = insert_into(invitation_batches::table)
            .values((
                invitation_batches::company_id.eq(company),
                invitation_batches::account_id.eq(by.id),
                invitation_batches::lines.eq(stored),
            ))
            .returning(invitation_batches::id)
            .get_result(conn)
            .await?;
        let entry = Entry::of(by, "invitation_batch.keep", "invitation_batch", Some(id));
        audit::write(conn, &entry.with(json!({ "lines": lines.len() }))).await
    })
    .await
}

/// The file of an account, if it has one.
pub async fn kept(conn: &mut Conn, of: &Account) -> QueryResult<Option<Kept>> {
    let found: Option<(i64, serde_json::Value, i32)> = invitation_batches::table
        .filter(invitation_batches::account_id.eq(of.id))
        .select((
            invitation_batches::id,
            invitation_batches::lines,
            invitation_batches::sent,
        ))
        .first(conn)
        .await
        .optional()?;
    Ok(found.map(|(id, lines, sent)| Kept {
        id,
        lines: serde_json::from_value(lines).unwrap_or_default(),
        sent,
    }))
}

/// What is left of a file after some of its lines were sent: nothing, and it is gone.
pub(super) async fn leave(
    conn: &mut Conn,
    by: &Account,
    of: &Kept,
    left: &[Line],
    sent: i32,
) -> QueryResult<()> {
    conn.transaction(async |conn| {
        let file = invitation_batches::table.filter(invitation_batches::id.eq(of.id));
        if left.is_empty() {
            delete(file).execute(conn).await?;
        } else {
            let lines = serde_json::to_value(left).unwrap_or_default();
            update(file)
                .set((
                    invitation_batches::lines.eq(lines),
                    invitation_batches::sent.eq(invitation_batches::sent + sent),
                ))
                .execute(conn)
                .await?;
        }
        let entry = Entry::of(by, "invitation_batch.send", "invitation_batch", Some(of.id));
        audit::write(conn, &entry.with(json!({ "sent": sent, "left": left.len() }))).await
    })
    .await
}

/// Drops an account's file. Twice is harmless.
pub async fn remove(conn: &mut Conn, by: &Account) -> QueryResult<()> {
    conn.transaction(async |conn| {
        let dropped: Option<i64> =
            delete(invitation_batches::table.filter(invitation_batches::account_id.eq(by.id)))
                .returning(invitation_batches::id)
                .get_result(conn)
                .await
                .optional()?;
        match dropped {
            Some(id) => {
                let entry = Entry::of(by, "invitation_batch.remove", "invitation_batch", Some(id));
                audit::write(conn, &entry).await
            }
            None => Ok(()),
        }
    })
    .await
}

/// Deletes the files that nobody confirmed. Answers how many.
pub async fn prune(conn: &mut Conn) -> QueryResult<usize> {
    let before = Utc::now() - KEEP;
    delete(invitation_batches::table.filter(invitation_batches::created_at.lt(before)))
        .execute(conn)
        .await
}
