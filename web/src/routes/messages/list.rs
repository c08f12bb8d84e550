//! The list of messages.

use poem::{Response, handler, web::Query};
use serde::Deserialize;
use wq_core::{message, paging::Turn};

use super::present;
use crate::{fault::Fault, response::ok, view::messages::messages, visitor::Visitor};

/// What the address asks for.
#[derive(Deserialize)]
pub struct Asked {
    older: Option<i64>,
    newer: Option<i64>,
}

/// `GET /messages`: newest first. Reading the page marks nothing: a GET writes nothing.
#[handler]
pub async fn list(visitor: &Visitor, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let account = visitor.account()?;
    let reader = message::Reader::of(account).ok_or(Fault::NotFound)?;
    let turn = match (asked.older, asked.newer) {
        (Some(id), _) => Turn::Older(id),
        (None, Some(id)) => Turn::Newer(id),
        (None, None) => Turn::First,
    };
    let mut conn = visitor.conn().await?;
    let page = message::inbox(&mut conn, reader, turn).await?;
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
