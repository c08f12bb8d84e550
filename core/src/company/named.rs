//! Companies that a student or a school names: found by their credit code, or written down for the first time.

use diesel::{insert_into, prelude::*, query_dsl::methods};
use diesel_async::RunQueryDsl;

use super::{Company, Standing, standing};
use crate::{
    codes::CreditCode,
    db::{Conn, schema::companies},
    ids::{CompanyId, SchoolId},
};

/// What the platform knows of a credit code.
#[derive(Debug, Clone)]
pub struct Known {
    /// Does its last character check (GB 32100)? Some in real use do not: that warns, it does not refuse.
    pub checks: bool,
    /// What the company registered; none where it is not registered here. Contact data is the company's to give.
    pub company: Option<Company>,
    /// The register's word and schools' warnings, where the platform knows the code.
    pub standing: Option<Standing>,
}

/// Looks a company up for a student of a school; none where this is no credit code at all.
pub async fn known(conn: &mut Conn, typed: &str, school: SchoolId) -> QueryResult<Option<Known>> {
    let Some(code) = CreditCode::parse(typed) else {
        return Ok(None);
    };
    let found = companies::table
        .filter(companies::credit_code.eq(code.as_str()))
        .select((
            companies::id,
            companies::registered_at.is_not_null(),
            Company::as_select(),
        ))
        .first::<(CompanyId, bool, Company)>(conn)
        .await
        .optional()?;
    let standing = match &found {
        Some((id, ..)) => Some(standing(conn, *id, Some(school)).await?),
        None => None,
    };
    Ok(Some(Known {
        checks: code.checks(),
        company: found
            .filter(|(_, registered, _)| *registered)
            .map(|(_, _, company)| company),
        standing,
    }))
}

/// What is wrong with the name that somebody gives to the company of a credit code: a company that is registered here goes by the
/// name that it registered, or a reviewer would see the standing of one company under the name of another.
pub(crate) async fn misnamed(mut conn: &Conn, credit_code: &str, name: &str) -> QueryResult<Option<String>> {
    let registered: Option<String> = companies::table
        .filter(companies::credit_code.eq(credit_code))
        .filter(companies::registered_at.is_not_null())
        .select(companies::name)
        .first(&mut conn)
        .await
        .optional()?;
    Ok(registered
        .filter(|registered| registered != name)
        .map(|registered| format!("该代码的单位在平台注册的名称是“{registered}”，请核对")))
}

/// The company of a credit code that a school names. Written down where nobody has named it before, with no more than its name.
pub(crate) async fn written_down(conn: &mut Conn, code: &CreditCode, name: &str) -> QueryResult<CompanyId> {
    insert_into(companies::table)
        .values((
            companies::credit_code.eq(code.as_str()),
            companies::name.eq(name),
            companies::nature.eq(""),
            companies::industry.eq(""),
            companies::region.eq(""),
        ))
        .on_conflict(companies::credit_code)
        .do_nothing()
        .execute(conn)
        .await?;
    of_code(conn, code.as_str()).await
}

/// The company of a credit code. Written down where nobody has named it before; where only its name is known, the first who says
/// more is believed; any more that is known is not touched.
pub(crate) async fn named(conn: &mut Conn, company: &Company) -> QueryResult<CompanyId> {
    let details = (
        companies::name.eq(&company.name),
        companies::nature.eq(&company.nature),
        companies::industry.eq(&company.industry),
        companies::region.eq(&company.region),
        companies::address.eq(&company.address),
        companies::postcode.eq(&company.postcode),
    );
    let write = insert_into(companies::table)
        .values((companies::credit_code.eq(&company.credit_code), details))
        .on_conflict(companies::credit_code)
        .do_update()
        .set(details);
    let only_named = companies::registered_at.is_null().and(companies::region.eq(""));
    methods::FilterDsl::filter(write, only_named)
        .execute(conn)
        .await?;
    of_code(conn, &company.credit_code).await
}

async fn of_code(conn: &mut Conn, credit_code: &str) -> QueryResult<CompanyId> {
    companies::table
        .filter(companies::credit_code.eq(credit_code))
        .select(companies::id)
        .first(conn)
        .await
}
