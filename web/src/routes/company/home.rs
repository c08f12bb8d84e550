//! The home of a company.

use poem::{Response, handler};
use wq_core::{
    access::Account,
    agreement::{self, Wanted},
    company,
    db::Conn,
    paging::Turn,
    termination,
};

use super::present::{self, Counts};
use crate::{
    fault::Fault,
    response::{ok, part},
    view::{count, home::company as view},
    visitor::Visitor,
};

/// Invitations on the home page.
const LATEST: usize = 6;

/// `GET /` of a company.
pub async fn home(visitor: &Visitor) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let scope = account.scope();
    let mut conn = visitor.conn().await?;
    let company = company::company(&mut conn, account)
        .await?
        .ok_or(Fault::NotFound)?;
    let counts = counts(&mut conn, account).await?;
    let latest = agreement::sent(&mut conn, &scope, &Wanted::default(), Turn::First).await?;
    let latest = latest.rows.iter().take(LATEST);
    Ok(ok(
        visitor,
        "首页",
        view::home(&present::home(company, &counts, latest)),
    ))
}

/// `GET /company/board`: the counts alone.
#[handler]
pub async fn board(visitor: &Visitor) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let counts = counts(&mut *visitor.conn().await?, account).await?;
    Ok(part(count::board(&present::board(&counts))))
}

async fn counts(conn: &mut Conn, account: &Account) -> Result<Counts, Fault> {
    Ok(Counts {
        invitations: agreement::counts(conn, &account.scope()).await?,
        terminations: termination::counts(conn, account).await?,
    })
}
