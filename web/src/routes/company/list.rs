//! 签约邀请: all that a company sent.

use poem::{Response, handler, web::Query};
use serde::Deserialize;
use wq_core::{
    agreement::{self, Group},
    paging::Turn,
};

use super::present;
use crate::{fault::Fault, response::ok, view::invitation as view, visitor::Visitor};

/// What the address asks for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    state: String,
    older: Option<i64>,
    newer: Option<i64>,
}

/// `GET /company/invitations`: newest first; an unknown state asks for all.
#[handler]
pub async fn list(visitor: &Visitor, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let scope = visitor.company()?.scope();
    let group = Group::parse(&asked.state);
    let turn = match (asked.older, asked.newer) {
        (Some(id), _) => Turn::Older(id),
        (None, Some(id)) => Turn::Newer(id),
        (None, None) => Turn::First,
    };
    let mut conn = visitor.conn().await?;
    let counts = agreement::counts(&mut conn, &scope).await?;
    let page = agreement::sent(&mut conn, &scope, group, turn).await?;
    Ok(ok(
        visitor,
        "签约邀请",
        view::list(&present::list(group, &counts, &page)),
    ))
}
