//! 签约邀请: all that a company sent.

use poem::{Response, handler, web::Query};
use serde::Deserialize;
use wq_core::agreement::{self, Group, Wanted, draft};

use super::present;
use crate::{fault::Fault, paged::Paged, response::ok, sealed, view::invitation as view, visitor::Visitor};

/// The list.
pub const LIST: &str = "/company/invitations";

/// What the address asks for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    state: String,
    /// The name that is searched for, sealed.
    find: Option<String>,
    #[serde(flatten)]
    page: Paged,
}

/// `GET /company/invitations`: newest first; an unknown state asks for all.
#[handler]
pub async fn list(visitor: &Visitor, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let scope = account.scope();
    let opened = asked.find.as_deref().and_then(|sealed| {
        let search = sealed::open(&visitor.app.settings.key, sealed)?;
        Some((sealed, search))
    });
    let (find, search) = opened.unzip();
    let wanted = Wanted {
        group: Group::parse(&asked.state),
        search: search.unwrap_or_default(),
    };
    let turn = asked.page.turn();
    let mut conn = visitor.conn().await?;
    let total = agreement::found(&mut conn, &scope, &wanted).await?;
    let page = agreement::sent(&mut conn, &scope, &wanted, turn).await?;
    let drafts = draft::number(&mut conn, account).await?;
    let csrf = visitor.csrf.clone();
    let shown = present::list(&wanted, find, (total, drafts), &page, csrf);
    Ok(ok(visitor, "签约邀请", view::list(&shown)))
}

/// The address of the list, or of a page of it.
pub fn address(group: Option<Group>, find: Option<&str>, turn: Option<(&str, i64)>) -> String {
    let pairs: Vec<String> = group
        .map(|group| format!("state={}", group.as_str()))
        .into_iter()
        .chain(find.map(|find| format!("find={find}")))
        .chain(turn.map(|(side, id)| format!("{side}={id}")))
        .collect();
    match pairs.as_slice() {
        [] => LIST.to_owned(),
        pairs => format!("{LIST}?{}", pairs.join("&")),
    }
}
