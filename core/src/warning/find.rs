//! Finding the company to mark, by credit code or name.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::collections::HashSet;

use super::school_of;
use crate::{
    access::Account,
    codes::CreditCode,
    company::{self, Company},
    db::{
        Conn,
        schema::{companies, warnings},
        starts_with::starts_with,
    },
    ids::{CompanyId, SchoolId},
};

/// Companies that are shown: who has more before them types on.
const MOST: i64 = 20;

/// A company that may be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The company.
    pub id: CompanyId,
    /// 单位名称.
    pub name: String,
    /// 统一社会信用代码.
    pub credit_code: String,
    /// 单位所在地, a code.
    pub region: String,
    /// The school has marked it already.
    pub marked: bool,
}

/// The companies of a credit code, or whose names start so; none for who marks none. Served by companies_credit_code_key and
/// companies_name.
pub async fn candidates(mut conn: &Conn, by: &Account, typed: &str) -> QueryResult<Option<Vec<Candidate>>> {
    let Some(school) = school_of(by) else {
        return Ok(None);
    };
    let found = companies::table.into_boxed();
    let found = match CreditCode::parse(typed) {
        Some(code) => found.filter(companies::credit_code.eq(code.as_str().to_owned())),
        None => found.filter(starts_with(companies::name, typed)),
    };
    let found: Vec<(CompanyId, Company)> = found
        .order((companies::name.asc(), companies::id.asc()))
        .limit(MOST)
        .select((companies::id, Company::as_select()))
        .load(&mut conn)
        .await?;
    let ids: Vec<CompanyId> = found.iter().map(|(id, _)| *id).collect();
    let marked = marked(conn, school, &ids).await?;
    let candidate = |(id, company)| candidate_of(id, company, &marked);
    Ok(Some(found.into_iter().map(candidate).collect()))
}

/// One company to be marked; none where there is no such company, and for who marks none.
pub async fn candidate(mut conn: &Conn, by: &Account, company: CompanyId) -> QueryResult<Option<Candidate>> {
    let Some(school) = school_of(by) else {
        return Ok(None);
    };
    let found = companies::table.find(company).select(Company::as_select());
    let found: Option<Company> = found.first(&mut conn).await.optional()?;
    let marked = marked(conn, school, &[company]).await?;
    Ok(found.map(|found| candidate_of(company, found, &marked)))
}

/// The company of a credit code, to be marked; none where nobody has named it, and for who marks none.
pub async fn of_code(mut conn: &Conn, by: &Account, code: &CreditCode) -> QueryResult<Option<CompanyId>> {
    if school_of(by).is_none() {
        return Ok(None);
    }
    companies::table
        .filter(companies::credit_code.eq(code.as_str()))
        .select(companies::id)
        .first(&mut conn)
        .await
        .optional()
}

fn candidate_of(id: CompanyId, company: company::Company, marked: &HashSet<CompanyId>) -> Candidate {
    Candidate {
        id,
        name: company.name,
        credit_code: company.credit_code,
        region: company.region,
        marked: marked.contains(&id),
    }
}

/// Those of some companies that a school has marked. Served by warnings_standing.
async fn marked(mut conn: &Conn, school: SchoolId, ids: &[CompanyId]) -> QueryResult<HashSet<CompanyId>> {
    let found: Vec<CompanyId> = warnings::table
        .filter(warnings::company_id.eq_any(ids))
        .filter(warnings::school_id.eq(school))
        .filter(warnings::withdrawn_at.is_null())
        .select(warnings::company_id)
        .load(&mut conn)
        .await?;
    Ok(found.into_iter().collect())
}
