//! Whether the company of a case is warned of now, as far as the one who decides it is told.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    access::Account,
    company,
    db::{Conn, schema::cases},
    ids::{CaseId, CompanyId},
};

/// Is the company of a case in reach warned of? A page that was drawn before somebody warned says otherwise.
pub async fn on_case(mut conn: &Conn, by: &Account, case: CaseId) -> QueryResult<bool> {
    let Some(school) = by.school() else {
        return Ok(false);
    };
    let company = cases::table
        .filter(cases::id.eq(case))
        .filter(by.scope().cases())
        .select(cases::company_id)
        .first::<Option<CompanyId>>(&mut conn)
        .await
        .optional()?
        .flatten();
    match company {
        Some(company) => Ok(!company::warned(conn, &[company], school).await?.is_empty()),
        None => Ok(false),
    }
}
