//! `GET /student/destinations`: everything that a student registered.

use poem::{Response, handler};
use wq_core::{case::Outlook, destination::offered};

use super::present;
use crate::{fault::Fault, response::ok, view::destination as view, visitor::Visitor};

#[handler]
pub async fn list(visitor: &Visitor) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let mut conn = visitor.conn().await?;
    let outlook = Outlook::of(&mut conn, account).await?.ok_or(Fault::NotFound)?;
    let offered = offered(&mut conn, account).await?.ok_or(Fault::NotFound)?;
    let page = present::list(&outlook, &offered);
    Ok(ok(visitor, "去向登记", view::registrations(&page)))
}
