//! 协议书: the document of an agreement, made once when the agreement is issued.

use diesel::{dsl::exists, insert_into, prelude::*, select};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::json;

use crate::{
    access::{Account, Scope},
    audit::{self, Entry},
    case::{AgreementForm, Kind},
    db::{
        Conn,
        schema::{agreements, cases, documents, files},
    },
    files::Hash,
    ids::CaseId,
    jobs::{enqueue, is_under_way, payloads::MakeDocument},
};

/// A document in reach.
#[derive(Debug, Clone)]
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

/// What there is to hand out.
#[derive(Debug, Clone)]
pub enum HandOut {
    /// The document.
    Document(Document),
    /// It is being made, for a case of this kind.
    Coming(Kind),
}

/// The document of an agreement in reach that has its number; none for every other case. The audit trail says that it was handed
/// out, since it shows the whole ID number. Where it is not made yet, and no job is about to make it, one is asked for again: the
/// first may have been lost with a database that was copied, or be long among the dead.
pub async fn hand_out(conn: &mut Conn, by: &Account, case: CaseId) -> QueryResult<Option<HandOut>> {
    conn.transaction(async |conn| {
        let Some((kind, number, hash)) = issued(conn, &by.scope(), case).await? else {
            return Ok(None);
        };
        let Some(hash) = hash else {
            let job = MakeDocument { case_id: case.0 };
            if !is_under_way(conn, &job).await? {
                enqueue(conn, &job).await?;
            }
            return Ok(Some(HandOut::Coming(kind)));
        };
        audit::write(conn, &Entry::of(by, "download_document", "case", Some(case.0))).await?;
        Ok(Some(HandOut::Document(Document { number, hash })))
    })
    .await
}

/// Kind, number and document of an agreement that was issued.
async fn issued(
    conn: &mut Conn,
    scope: &Scope,
    case: CaseId,
) -> QueryResult<Option<(Kind, String, Option<Hash>)>> {
    cases::table
        .inner_join(agreements::table.left_join(documents::table))
        .filter(cases::id.eq(case))
        .filter(agreements::number.is_not_null())
        .filter(scope.cases())
        .select((
            cases::kind,
            agreements::number.assume_not_null(),
            documents::hash.nullable(),
        ))
        .first(conn)
        .await
        .optional()
}
