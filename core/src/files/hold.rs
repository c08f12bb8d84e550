//! The holding place: what was uploaded to a form that is not yet handed in.

use chrono::Utc;
use diesel::{insert_into, prelude::*};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{Chosen, Files, FilesError, Hash, Inspected, MediaType, Ticket};
use crate::{
    access::{Account, Scope},
    db::{
        Conn,
        schema::{case_files, cases, files, uploads},
    },
    ids::{AccountId, CaseId, FileId},
};

/// Whose form it is.
#[derive(Debug, Clone, Copy)]
pub enum Holder<'a> {
    /// Somebody signed in: holds what the account uploaded.
    Account(&'a Account),
    /// Somebody without an account, who registers: holds what the tickets say.
    Stranger,
}

impl Holder<'_> {
    pub(super) fn account(self) -> Option<AccountId> {
        match self {
            Self::Account(account) => Some(account.id),
            Self::Stranger => None,
        }
    }
}

/// A file as a form lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What the form holds of it.
    pub chosen: Chosen,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: MediaType,
    /// Its size in bytes.
    pub size: i64,
    pub(super) hash: Hash,
}

/// Keeps a file for a form. Bytes and row come together or not at all; the upkeep job that would clear them away waits for the row.
///
/// # Errors
/// Where store or database fail.
pub async fn hold(
    conn: &mut Conn,
    store: &Files,
    holder: Holder<'_>,
    file: Inspected,
) -> Result<Ticket, FilesError> {
    let ticket = Ticket::draw();
    let size = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
    conn.transaction(async |conn| {
        insert_into(files::table)
            .values((
                files::hash.eq(&file.hash),
                files::media_type.eq(file.kind),
                files::size.eq(size),
            ))
            .on_conflict(files::hash)
            .do_update()
            .set(files::created_at.eq(Utc::now()))
            .execute(conn)
            .await?;
        store.put(&file.hash, file.bytes).await?;
        insert_into(uploads::table)
            .values((
                uploads::ticket.eq(&ticket),
                uploads::account_id.eq(holder.account()),
                uploads::hash.eq(&file.hash),
                uploads::name.eq(&file.name),
            ))
            .execute(conn)
            .await?;
        Ok(ticket)
    })
    .await
}

/// The files that a form holds, in its order, each content once. `case` is the case that the form is about, where it has begun.
/// Tickets of others, files of other cases and what was cleared away are passed over.
pub async fn listed(
    mut conn: &Conn,
    holder: Holder<'_>,
    case: Option<CaseId>,
    chosen: &[Chosen],
) -> QueryResult<Vec<Listed>> {
    let tickets: Vec<&Ticket> = chosen
        .iter()
        .filter_map(|one| match one {
            Chosen::Held(ticket) => Some(ticket),
            Chosen::Attached(_) => None,
        })
        .collect();
    let mut found: Vec<Listed> = Vec::new();
    if !tickets.is_empty() {
        let held = uploads::table
            .inner_join(files::table)
            .filter(uploads::ticket.eq_any(tickets))
            .filter(uploads::account_id.is_not_distinct_from(holder.account()))
            .select((
                uploads::ticket,
                uploads::name,
                files::media_type,
                files::size,
                files::hash,
            ))
            .load::<(Ticket, String, MediaType, i64, Hash)>(&mut conn)
            .await?;
        found.extend(held.into_iter().map(|(ticket, name, kind, size, hash)| Listed {
            chosen: Chosen::Held(ticket),
            name,
            kind,
            size,
            hash,
        }));
    }
    if let (Holder::Account(account), Some(case)) = (holder, case) {
        found.extend(of_case(conn, &account.scope(), case).await?);
    }
    let mut list: Vec<Listed> = Vec::new();
    for one in chosen {
        if let Some(file) = found.iter().find(|file| file.chosen == *one)
            && list.iter().all(|known| known.hash != file.hash)
        {
            list.push(file.clone());
        }
    }
    Ok(list)
}

/// Hash and name of an upload, for whoever knows its ticket.
pub(crate) async fn by_ticket(conn: &mut Conn, ticket: &Ticket) -> QueryResult<Option<(Hash, String)>> {
    uploads::table
        .filter(uploads::ticket.eq(ticket))
        .select((uploads::hash, uploads::name))
        .first(conn)
        .await
        .optional()
}

async fn of_case(mut conn: &Conn, scope: &Scope, case: CaseId) -> QueryResult<Vec<Listed>> {
    let attached = case_files::table
        .inner_join(cases::table)
        .inner_join(files::table)
        .filter(case_files::case_id.eq(case))
        .filter(case_files::removed_at.is_null())
        .filter(scope.cases())
        .select((
            case_files::id,
            case_files::name,
            files::media_type,
            files::size,
            files::hash,
        ))
        .load::<(FileId, String, MediaType, i64, Hash)>(&mut conn)
        .await?;
    let listed = attached.into_iter().map(|(id, name, kind, size, hash)| Listed {
        chosen: Chosen::Attached(id),
        name,
        kind,
        size,
        hash,
    });
    Ok(listed.collect())
}
