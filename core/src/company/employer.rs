//! The employer of a case, and whether it is warned of: the company that the case is with, or the one that a destination names by
//! its credit code. A student may name any; it takes no account.

use diesel::{dsl::auto_type, prelude::*};
use diesel_async::RunQueryDsl;
use std::collections::HashSet;

use super::standing::EVERYONE_FROM;
use crate::{
    access::Scope,
    db::{
        Conn,
        schema::{cases, companies, destinations, warnings},
    },
    ids::{CaseId, CompanyId, SchoolId},
};

/// The cases with their employers. Served by companies_pkey and companies_credit_code_key.
#[auto_type]
fn employed() -> _ {
    let by_code = companies::credit_code
        .nullable()
        .eq(destinations::credit_code.nullable());
    let employer = companies::id.nullable().eq(cases::company_id).or(by_code);
    cases::table
        .left_join(destinations::table)
        .inner_join(companies::table.on(employer))
}

/// The employer of a case in reach; none where it names none that the platform knows.
pub async fn employer(mut conn: &Conn, scope: &Scope, case: CaseId) -> QueryResult<Option<CompanyId>> {
    employed()
        .filter(cases::id.eq(case))
        .filter(scope.cases())
        .select(companies::id)
        .first(&mut conn)
        .await
        .optional()
}

/// Those of some cases in reach whose employers are warned of, as far as a school is told (rule 12.2).
pub async fn warned(
    mut conn: &Conn,
    scope: &Scope,
    cases: &[CaseId],
    school: SchoolId,
) -> QueryResult<HashSet<CaseId>> {
    if cases.is_empty() {
        return Ok(HashSet::new());
    }
    let found: Vec<(CaseId, SchoolId)> = employed()
        .inner_join(warnings::table.on(warnings::company_id.eq(companies::id)))
        .filter(cases::id.eq_any(cases))
        .filter(scope.cases())
        .filter(warnings::withdrawn_at.is_null())
        .select((cases::id, warnings::school_id))
        .load(&mut conn)
        .await?;
    let told = |&case: &CaseId| {
        let by = || found.iter().filter(move |(warned, _)| *warned == case);
        by().count() >= EVERYONE_FROM || by().any(|(_, by)| *by == school)
    };
    Ok(cases.iter().copied().filter(told).collect())
}
