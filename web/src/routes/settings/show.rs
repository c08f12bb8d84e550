//! `GET /settings`

use poem::{Response, handler};
use wq_core::{
    db::Conn,
    settings::{SchoolSettings, school_settings},
};

use super::present;
use crate::{
    fault::Fault,
    response::ok,
    view::{form::Posted, settings::school as view},
    visitor::Visitor,
};

/// `GET /settings`
#[handler]
pub async fn show(visitor: &Visitor) -> Result<Response, Fault> {
    let now = found(visitor, &mut *visitor.conn().await?).await?;
    let page = present::page(&now, visitor.csrf.clone(), Posted::new());
    Ok(ok(visitor, "签约设置", view::settings(&page)))
}

/// The settings of the reader's school; for everyone but its officers the page does not exist.
pub(super) async fn found(visitor: &Visitor, conn: &mut Conn) -> Result<SchoolSettings, Fault> {
    let account = visitor.account()?;
    school_settings(conn, account).await?.ok_or(Fault::NotFound)
}
