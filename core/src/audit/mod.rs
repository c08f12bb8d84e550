//! The audit trail (审计): who did what, when. Written once, in the transaction of the act.

use diesel::{insert_into, prelude::*};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use tokio::task_local;

use crate::{
    access::Account,
    db::{Conn, schema::audit_entries},
    ids::{AccountId, SchoolId},
};

task_local! {
    /// The request that is being answered.
    static REQUEST: String;
}

/// Does some work as the answer to a request: every line that it writes bears the request's number, which an error page shows
/// its reader too.
pub async fn in_request<W: Future>(number: String, work: W) -> W::Output {
    REQUEST.scope(number, work).await
}

/// One line of the trail. Names and numbers of people do not belong into `detail`: ids do.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = audit_entries)]
pub struct Entry {
    account_id: Option<AccountId>,
    school_id: Option<SchoolId>,
    act: String,
    subject: &'static str,
    subject_id: Option<i64>,
    request_id: Option<String>,
    detail: Value,
}

impl Entry {
    /// What an account did to a subject.
    pub fn of(
        account: &Account,
        act: impl Into<String>,
        subject: &'static str,
        subject_id: Option<i64>,
    ) -> Self {
        Self {
            account_id: Some(account.id),
            school_id: account.school(),
            ..Self::system(act, subject, subject_id)
        }
    }

    /// What the platform did by itself.
    pub fn system(act: impl Into<String>, subject: &'static str, subject_id: Option<i64>) -> Self {
        Self {
            account_id: None,
            school_id: None,
            act: act.into(),
            subject,
            subject_id,
            request_id: REQUEST.try_with(Clone::clone).ok(),
            detail: Value::Object(serde_json::Map::new()),
        }
    }

    /// The school whose row was touched, where the actor has none of its own.
    pub fn in_school(self, school: SchoolId) -> Self {
        Self {
            school_id: Some(school),
            ..self
        }
    }

    /// What a reader of the trail wants to know besides.
    pub fn with(self, detail: Value) -> Self {
        Self { detail, ..self }
    }
}

/// Writes an entry on the caller's transaction.
pub async fn write(conn: &mut Conn, entry: &Entry) -> QueryResult<()> {
    insert_into(audit_entries::table)
        .values(entry)
        .execute(conn)
        .await
        .map(drop)
}
