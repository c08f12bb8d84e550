//! The home of a student.

use poem::Response;
use wq_core::case::Outlook;

use super::present;
use crate::{fault::Fault, response::ok, view::home::student as view, visitor::Visitor};

/// `GET /` of a student.
pub async fn home(visitor: &Visitor) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let outlook = Outlook::of(&mut *visitor.conn().await?, account)
        .await?
        .ok_or(Fault::NotFound)?;
    Ok(ok(visitor, "首页", view::home(&present::home(&outlook))))
}
