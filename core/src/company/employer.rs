//! The employer of a case, and whether it is warned of: the company that the case is with, or the one that a destination names by
//! its credit code. A student may name any; it takes no account.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::collections::{HashMap, HashSet};

use super::standing::EVERYONE_FROM;
use crate::{
    access::Scope,
    db::{
        Conn,
        schema::{cases, companies, warnings},
    },
    ids::{CaseId, CompanyId, SchoolId},
};

/// The employer of a case in reach; none where it names none that the platform knows.
pub async fn employer(mut conn: &Conn, scope: &Scope, case: CaseId) -> QueryResult<Option<CompanyId>> {
    let found: Option<(Option<CompanyId>, Option<String>)> = cases::table
        .filter(cases::id.eq(case))
        .filter(scope.cases())
        .select((cases::company_id, cases::employer_code))
        .first(&mut conn)
        .await
        .optional()?;
    let (company, code) = found.unwrap_or_default();
    employer_of(conn, company, code.as_deref()).await
}

/// The employer of a case that is with a company, or names one by its credit code; none where the platform does not know it. Served
/// by companies_credit_code_key.
pub(crate) async fn employer_of(
    mut conn: &Conn,
    company: Option<CompanyId>,
    code: Option<&str>,
) -> QueryResult<Option<CompanyId>> {
    match (company, code) {
        (None, Some(code)) => companies::table
            .filter(companies::credit_code.eq(code))
            .select(companies::id)
            .first(&mut conn)
            .await
            .optional(),
        (company, _) => Ok(company),
    }
}

/// A case with the company that it is with, and the credit code of the one that it names.
pub(crate) type Employed<'a> = (CaseId, Option<CompanyId>, Option<&'a str>);

/// Those of some cases whose employers are warned of, as far as a school is told (rule 12.2). Served by warnings_standing.
pub(crate) async fn warned<'a>(
    mut conn: &Conn,
    cases: impl Iterator<Item = Employed<'a>> + Clone,
    school: SchoolId,
) -> QueryResult<HashSet<CaseId>> {
    let named = named(conn, cases.clone().filter_map(|(.., code)| code)).await?;
    let employers: Vec<(CaseId, CompanyId)> = cases
        .filter_map(|(case, company, code)| Some((case, company.or_else(|| named.get(code?).copied())?)))
        .collect();
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

/// The companies of some credit codes, as far as the platform knows them.
async fn named<'a>(
    mut conn: &Conn,
    codes: impl Iterator<Item = &'a str>,
) -> QueryResult<HashMap<String, CompanyId>> {
    let codes: HashSet<&str> = codes.collect();
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let found = companies::table
        .filter(companies::credit_code.eq_any(codes))
        .select((companies::credit_code, companies::id))
        .load(&mut conn)
        .await?;
    Ok(found.into_iter().collect())
}
