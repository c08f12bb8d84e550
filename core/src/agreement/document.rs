//! 协议书: the document of an agreement, made once when the agreement is issued.

use diesel::{dsl::exists, insert_into, prelude::*, select};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::json;

use crate::{
    access::{Account, Scope},
    audit::{self, Entry},
    case::AgreementForm,
    db::{
        Conn,
        schema::{agreements, cases, documents, files},
    },
    files::Hash,
    ids::CaseId,
};

/// A document in reach.
#[derive(Debug, Clone, Queryable)]
pub struct Document {
    /// 协议编号.
    pub number: String,
    /// Under what its bytes are kept.
    pub hash: Hash,
}

/// Is the document of an agreement made?
pub async fn is_made(mut conn: &Conn, case: CaseId) -> QueryResult<bool> {
    select(exists(documents::table.find(case)))
        .get_result(&mut conn)
        .await
}

/// Writes down that the document of an agreement was made, where none was before: the first one stays.
pub async fn made(
    conn: &mut Conn,
    case: CaseId,
    form: AgreementForm,
    hash: &Hash,
    size: i64,
) -> QueryResult<()> {
    conn.transaction(async |conn| {
        insert_into(files::table)
            .values((
                files::hash.eq(hash),
                files::media_type.eq("application/pdf"),
                files::size.eq(size),
            ))
            .on_conflict_do_nothing()
            .execute(conn)
            .await?;
        let written = insert_into(documents::table)
            .values((
                documents::case_id.eq(case),
                documents::form.eq(form),
                documents::hash.eq(hash),
            ))
            .on_conflict_do_nothing()
            .execute(conn)
            .await?;
        if written == 1 {
            let entry = Entry::system("make_document", "case", Some(case.0));
            audit::write(conn, &entry.with(json!({ "sha256": hash.as_str() }))).await?;
        }
        Ok(())
    })
    .await
}

/// The document of a case in reach, with the audit entry that it was handed out: it shows the whole ID number. None where
/// there is none, and where the case is out of reach.
pub async fn hand_out(conn: &mut Conn, by: &Account, case: CaseId) -> QueryResult<Option<Document>> {
    conn.transaction(async |conn| {
        let Some(document) = document(conn, &by.scope(), case).await? else {
            return Ok(None);
        };
        audit::write(conn, &Entry::of(by, "download_document", "case", Some(case.0))).await?;
        Ok(Some(document))
    })
    .await
}

async fn document(conn: &mut Conn, scope: &Scope, case: CaseId) -> QueryResult<Option<Document>> {
    cases::table
        .inner_join(agreements::table.inner_join(documents::table))
        .filter(cases::id.eq(case))
        .filter(scope.cases())
        .select((agreements::number.assume_not_null(), documents::hash))
        .first(conn)
        .await
        .optional()
}
