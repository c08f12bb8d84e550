//! The list of messages.

use poem::{Response, handler, web::Query};
use wq_core::message;

use super::present;
use crate::{fault::Fault, paged::Paged, response::ok, view::messages::messages, visitor::Visitor};

/// `GET /messages`: newest first. Reading the page marks nothing: a GET writes nothing.
#[handler]
pub async fn list(visitor: &Visitor, Query(asked): Query<Paged>) -> Result<Response, Fault> {
    let account = visitor.account()?;
    let reader = message::Reader::of(account).ok_or(Fault::NotFound)?;
    let mut conn = visitor.conn().await?;
    let page = message::inbox(&mut conn, reader, asked.turn()).await?;
    let unread = message::unread(&mut conn, reader).await?;
    Ok(ok(
        visitor,
        "消息",
        messages(&present::messages(
            &page,
            unread,
            visitor.csrf.clone(),
            &account.role,
        )),
    ))
}
