//! A company's registered details.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    access::{Account, Role},
    db::{Conn, schema::companies},
    ids::CompanyId,
};

/// 单位信息. Nature, industry and region are codes; empty where nobody has said more than the name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = companies, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the fields of section 17 by their names")]
pub struct Company {
    pub name: String,
    pub credit_code: String,
    pub nature: String,
    pub industry: String,
    pub region: String,
    pub address: String,
    pub postcode: String,
    pub contact: String,
    pub telephone: String,
    pub mobile: String,
    pub email: String,
}

/// The company of a company's account; none for everyone else.
pub async fn company(conn: &mut Conn, of: &Account) -> QueryResult<Option<Company>> {
    let Role::Company { company } = of.role else {
        return Ok(None);
    };
    companies::table
        .find(company)
        .select(Company::as_select())
        .first(conn)
        .await
        .optional()
}

/// The unified social credit code by which the enterprise register knows a company.
pub async fn credit_code(conn: &mut Conn, company: CompanyId) -> QueryResult<Option<String>> {
    companies::table
        .find(company)
        .select(companies::credit_code)
        .first(conn)
        .await
        .optional()
}

#[cfg(test)]
impl Company {
    pub(crate) fn made_up() -> Self {
        Self {
            name: "江苏云帆软件有限公司".into(),
            credit_code: "91350100M000100Y43".into(),
            nature: "39".into(),
            industry: "34".into(),
            region: "320102".into(),
            address: "玄武大道 1 号".into(),
            postcode: "210000".into(),
            contact: "周敏".into(),
            telephone: "025-80000000".into(),
            mobile: String::new(),
            email: "hr@example.com".into(),
        }
    }
}
