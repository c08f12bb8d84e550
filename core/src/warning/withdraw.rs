//! Taking a mark back. The row stays, with who took it back and when.

use diesel::{dsl::now, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::json;

use super::{list::marked, school_of};
use crate::{
    access::Account,
    audit::{self, Entry},
    db::{Conn, schema::warnings},
    ids::{CompanyId, WarningId},
};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawal {
    /// The school warns of the company no more.
    Done,
    /// It was taken back before.
    Already,
    /// The school has no such mark.
    NotThere,
}

/// Takes a mark of the officer's school back, with the entry in the trail.
pub async fn withdraw(conn: &mut Conn, by: &Account, id: WarningId) -> QueryResult<Withdrawal> {
    let Some(school) = school_of(by) else {
        return Ok(Withdrawal::NotThere);
    };
    conn.transaction(async |conn| {
        let standing = warnings::table
            .filter(warnings::id.eq(id))
            .filter(warnings::school_id.eq(school))
            .filter(warnings::withdrawn_at.is_null());
        let company: Option<CompanyId> = update(standing)
            .set((warnings::withdrawn_by.eq(by.id), warnings::withdrawn_at.eq(now)))
            .returning(warnings::company_id)
            .get_result(conn)
            .await
            .optional()?;
        let Some(company) = company else {
            let known = marked(conn, by, id).await?;
            return Ok(known.map_or(Withdrawal::NotThere, |_| Withdrawal::Already));
        };
        let entry = Entry::of(by, "warning.withdraw", "warning", Some(id.0));
        audit::write(conn, &entry.with(json!({ "company": company.0 }))).await?;
        Ok(Withdrawal::Done)
    })
    .await
}
