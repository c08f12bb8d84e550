//! 签约邀请: all that a student received.

use poem::{Response, handler};
use wq_core::case::Outlook;

use super::present;
use crate::{fault::Fault, response::ok, view::answer::answers, visitor::Visitor};

/// `GET /student/invitations`: newest first.
#[handler]
pub async fn list(visitor: &Visitor) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let outlook = Outlook::of(&mut *visitor.conn().await?, account)
        .await?
        .ok_or(Fault::NotFound)?;
    Ok(ok(
        visitor,
        "签约邀请",
        answers("签约邀请", &present::invitations(&outlook)),
    ))
}
