//! Clearing away what was uploaded and never handed in.

use std::collections::HashSet;

use chrono::{TimeDelta, Utc};
use diesel::{
    define_sql_function, delete,
    dsl::{exists, not},
    prelude::*,
    sql_types::Text,
};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{Files, FilesError, Hash};
use crate::db::{
    Conn,
    schema::{case_files, companies, company_registrations, documents, files, form_drafts, uploads},
};

define_sql_function! {
    /// Where a text stands in another; 0: nowhere.
    fn strpos(text: Text, part: Text) -> diesel::sql_types::Integer;
}

/// How long a form can stand open.
const KEEP: TimeDelta = TimeDelta::hours(48);
/// Files looked at in one transaction.
const AT_ONCE: i64 = 100;

/// Deletes uploads whose forms were given up, and files that nothing refers to any more. Answers how many files.
///
/// Row and bytes go in one transaction: an upload of the same content waits for it and keeps the bytes anew.
///
/// # Errors
/// Where store or database fail. What was cleared away before stays so.
pub async fn prune(conn: &mut Conn, store: &Files) -> Result<usize, FilesError> {
    let before = Utc::now() - KEEP;
    // What a form that was put aside holds waits with it.
    let put_aside = form_drafts::table
        .filter(form_drafts::account_id.nullable().eq(uploads::account_id))
        .filter(strpos(form_drafts::typed.cast::<Text>(), uploads::ticket).gt(0));
    delete(uploads::table)
        .filter(uploads::created_at.lt(before))
        .filter(not(exists(put_aside)))
        .execute(conn)
        .await?;
    let mut cleared = 0;
    loop {
        let gone = conn
            .transaction(async |conn| some(conn, store, before).await)
            .await?;
        if gone == 0 {
            return Ok(cleared);
        }
        cleared += gone;
    }
}

async fn some(conn: &mut Conn, store: &Files, before: chrono::DateTime<Utc>) -> Result<usize, FilesError> {
    let by_case = case_files::table.filter(case_files::hash.eq(files::hash));
    let by_form = uploads::table.filter(uploads::hash.eq(files::hash));
    let by_document = documents::table.filter(documents::hash.eq(files::hash));
    let by_company = companies::table.filter(companies::licence.eq(files::hash.nullable()));
    let by_registration =
        company_registrations::table.filter(company_registrations::licence.eq(files::hash.nullable()));
    let unwanted: Vec<Hash> = files::table
        .filter(files::created_at.lt(before))
        .filter(not(exists(by_case)))
        .filter(not(exists(by_form)))
        .filter(not(exists(by_document)))
        .filter(not(exists(by_company)))
        .filter(not(exists(by_registration)))
        .select(files::hash)
        .limit(AT_ONCE)
        .for_update()
        .skip_locked()
        .load(conn)
        .await?;
    let gone: HashSet<Hash> = delete(files::table)
        .filter(files::hash.eq_any(&unwanted))
        .returning(files::hash)
        .load(conn)
        .await?
        .into_iter()
        .collect();
    for hash in &gone {
        store.forget(hash).await?;
    }
    Ok(gone.len())
}
