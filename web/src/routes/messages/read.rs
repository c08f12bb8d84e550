//! 全部标为已读.

use poem::{Response, handler};
use wq_core::{ids::EventId, message};

use crate::{fault::Fault, response::to, submission::Submission, visitor::Visitor};

/// `POST /messages/read`: marks what the reader had before them, and nothing that came since.
#[handler]
pub async fn read(visitor: &Visitor, form: Submission) -> Result<Response, Fault> {
    let reader = message::Reader::of(visitor.account()?).ok_or(Fault::NotFound)?;
    let newest = form.get("newest").parse().map_err(|_| Fault::StaleForm)?;
    message::mark_read(&mut *visitor.conn().await?, reader, EventId(newest)).await?;
    Ok(to("/messages"))
}
