//! Everything that the page of a list shows.

use futures::try_join;
use std::collections::HashSet;

use super::{
    count::count,
    page::{At, Page, list},
    wanted::Wanted,
};
use crate::{
    access::Account,
    company,
    db::{Conn, QueryError},
    ids::CaseId,
    settings::Office,
};

/// A page of a list with what stands around it.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The lines.
    pub page: Page,
    /// How many lines all pages have.
    pub total: i64,
    /// Those of the cases on this page whose employers are warned of.
    pub warned: HashSet<CaseId>,
}

/// A page of a list of an office. A `total` that was counted with the first page saves counting again.
pub async fn listing(
    conn: &Conn,
    by: &Account,
    office: &Office,
    wanted: &Wanted,
    at: At,
    total: Option<i64>,
) -> Result<Listing, QueryError> {
    let scope = by.scope();
    let filter = wanted.filter(by, office);
    let counted = async {
        match total {
            Some(total) => Ok(total),
            None => count(conn, &scope, &filter).await,
        }
    };
    let (page, total) = try_join!(list(conn, &scope, &filter, at), counted,)?;
    let employed = (page.lines.iter()).map(|line| (line.id, line.company_id, line.employer_code.as_deref()));
    let warned = company::warned(conn, employed, office.school).await?;
    Ok(Listing { page, total, warned })
}
