//! Showing an ID number in full, which leaves a trace.

use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::json;

use crate::{
    access::Account,
    audit::{self, Entry},
    db::{
        Conn,
        schema::{cases, students},
    },
    ids::{CaseId, StudentId},
};

/// The whole 身份证号 of a case's student, with the audit entry that it was shown; none where the case is out of reach.
pub async fn reveal_id_number(conn: &mut Conn, by: &Account, case: CaseId) -> QueryResult<Option<String>> {
    conn.transaction(async |conn| {
        let found = cases::table
            .inner_join(students::table)
            .filter(cases::id.eq(case))
            .filter(by.scope().cases())
            .select((students::id, students::id_number))
            .first::<(StudentId, String)>(conn)
            .await
            .optional()?;
        let Some((student, number)) = found else {
            return Ok(None);
        };
        let entry = Entry::of(by, "student.reveal_id_number", "student", Some(student.0));
        audit::write(conn, &entry.with(json!({ "case": case.0 }))).await?;
        Ok(Some(number))
    })
    .await
}
