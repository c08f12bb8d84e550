//! A file that was uploaded to a form and not yet handed in, for whose form it is.

use poem::{
    Response, handler,
    web::{Path, Query},
};
use wq_core::files::{Ticket, held_file};

use super::answer::{Wanted, hand_out};
use crate::{fault::Fault, intake::holder, visitor::Visitor};

/// `GET /files/held/{ticket}`
#[handler]
pub async fn show(
    visitor: &Visitor,
    Path(ticket): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Fault> {
    let ticket = Ticket::parse(&ticket).ok_or(Fault::NotFound)?;
    let file = held_file(&*visitor.conn().await?, holder(visitor), &ticket).await?;
    hand_out(visitor, file, &wanted).await
}
