//! The company of a case that is being reviewed, alone: for the panel of its standing.

use diesel::{dsl::exists, prelude::*, select};
use diesel_async::RunQueryDsl;

use crate::{
    access::Account,
    case::Module,
    company::{self, Standing},
    db::{Conn, QueryError, schema::cases},
    ids::{CaseId, CompanyId},
};

/// The company of a case in reach and module, with how it stands; none where it names none that the platform knows.
pub async fn about_company(
    mut conn: &Conn,
    by: &Account,
    module: Module,
    case: CaseId,
) -> Result<Option<(CompanyId, Standing)>, QueryError> {
    let scope = by.scope();
    let in_module = cases::table
        .find(case)
        .filter(cases::module.eq(module))
        .filter(scope.cases());
    if !select(exists(in_module)).get_result(&mut conn).await? {
        return Ok(None);
    }
    let company = company::employer(conn, &scope, case).await?;
    let standing = known(conn, by, company).await?;
    Ok(company.zip(standing))
}

/// How a company stands, where there is one.
pub(super) async fn known(
    conn: &Conn,
    by: &Account,
    company: Option<CompanyId>,
) -> Result<Option<Standing>, QueryError> {
    match company {
        Some(company) => company::standing(conn, company, by.school()).await.map(Some),
        None => Ok(None),
    }
}
