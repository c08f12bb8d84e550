//! The employer of a case, and whether it is warned of: the company that the case is with, or the one that a destination names by
//! its credit code. A student may name any; it takes no account.

use diesel::{dsl::auto_type, prelude::*};
use diesel_async::RunQueryDsl;
use std::collections::HashSet;

use super::standing::EVERYONE_FROM;
use crate::{
    access::Scope,
    case::Kind,
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

/// A case with its kind and, where it is with one that has an account, its company.
pub(crate) type Employed = (CaseId, Kind, Option<CompanyId>);

/// Those of some cases in reach whose employers are warned of, as far as a school is told (rule 12.2). Served by warnings_standing.
pub(crate) async fn warned(
    mut conn: &Conn,
    scope: &Scope,
    cases: impl Iterator<Item = Employed> + Clone,
    school: SchoolId,
) -> QueryResult<HashSet<CaseId>> {
    let with = cases
        .clone()
        .filter_map(|(case, _, company)| Some((case, company?)));
    let naming: Vec<CaseId> = cases
        .filter(|(_, kind, company)| *kind == Kind::Destination && company.is_none())
        .map(|(case, ..)| case)
        .collect();
    let mut employers: Vec<(CaseId, CompanyId)> = with.collect();
    employers.extend(named(conn, scope, &naming).await?);
    let companies: HashSet<CompanyId> = employers.iter().map(|(_, company)| *company).collect();
    if companies.is_empty() {
        return Ok(HashSet::new());
    }
    let marks: Vec<(CompanyId, SchoolId)> = warnings::table
        .filter(warnings::company_id.eq_any(companies))
        .filter(warnings::withdrawn_at.is_null())
        .select((warnings::company_id, warnings::school_id))
        .load(&mut conn)
        .await?;
    let told = |company: CompanyId| {
        let by = || marks.iter().filter(move |(warned, _)| *warned == company);
        by().count() >= EVERYONE_FROM || by().any(|(_, by)| *by == school)
    };
    Ok(employers
        .into_iter()
        .filter(|(_, company)| told(*company))
        .map(|(case, _)| case)
        .collect())
}

/// Those of some destinations in reach that name a company which the platform knows.
async fn named(
    mut conn: &Conn,
    scope: &Scope,
    destinations: &[CaseId],
) -> QueryResult<Vec<(CaseId, CompanyId)>> {
    if destinations.is_empty() {
        return Ok(Vec::new());
    }
    let by_code = companies::credit_code
        .nullable()
        .eq(destinations::credit_code.nullable());
    cases::table
        .inner_join(destinations::table)
        .inner_join(companies::table.on(by_code))
        .filter(cases::id.eq_any(destinations))
        .filter(scope.cases())
        .select((cases::id, companies::id))
        .load(&mut conn)
        .await
}
