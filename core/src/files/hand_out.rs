//! Handing files out, to those who may see what they belong to and to nobody else.

use diesel::{dsl::exists, prelude::*};
use diesel_async::RunQueryDsl;

use super::{Hash, Holder, MediaType, Ticket};
use crate::{
    access::Scope,
    db::{
        Conn,
        schema::{case_files, cases, companies, files, uploads},
    },
    ids::{CompanyId, FileId},
};

/// Where bytes are kept, and as what they are handed out.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Stored {
    /// Under what its bytes are kept.
    pub hash: Hash,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: MediaType,
}

/// A file of a case in reach; none for every other.
pub async fn attachment(mut conn: &Conn, scope: &Scope, id: FileId) -> QueryResult<Option<Stored>> {
    case_files::table
        .inner_join(cases::table)
        .inner_join(files::table)
        .filter(case_files::id.eq(id))
        .filter(case_files::removed_at.is_null())
        .filter(scope.cases())
        .select((case_files::hash, case_files::name, files::media_type))
        .first(&mut conn)
        .await
        .optional()
}

/// A file in the holding place, for whose it is.
pub async fn held_file(mut conn: &Conn, holder: Holder<'_>, ticket: &Ticket) -> QueryResult<Option<Stored>> {
    uploads::table
        .inner_join(files::table)
        .filter(uploads::ticket.eq(ticket))
        .filter(uploads::account_id.is_not_distinct_from(holder.account()))
        .select((uploads::hash, uploads::name, files::media_type))
        .first(&mut conn)
        .await
        .optional()
}

/// The 营业执照 of a company that has a case in reach; none for every other, and where none was shown.
pub async fn licence(mut conn: &Conn, scope: &Scope, company: CompanyId) -> QueryResult<Option<Stored>> {
    let in_reach = cases::table
        .filter(cases::company_id.eq(company))
        .filter(scope.cases());
    companies::table
        .inner_join(files::table)
        .filter(companies::id.eq(company))
        .filter(exists(in_reach))
        .select((
            companies::licence.assume_not_null(),
            companies::licence_name.assume_not_null(),
            files::media_type,
        ))
        .first(&mut conn)
        .await
        .optional()
}
