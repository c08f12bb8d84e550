//! Pages that say why an act did not happen: the case moved on, or a rule stands against it.

use poem::{Response, http::StatusCode};
use wq_core::case::Refusal;

use crate::{
    response::page,
    view::{
        answer::{EditedSince as Conflict, edited_since},
        error::{Failure, failure},
        history::Event,
        list::Link,
    },
    visitor::Visitor,
};

/// To whoever sent something; who only opened a page has done nothing that could be without effect.
const NOTHING_DONE: &str = "您的操作没有生效。";

/// 409: the case is in another state than the reader's page showed. `what` is its kind in words (邀请), `now` that state, `href` the
/// case's page.
pub fn moved_on(visitor: &Visitor, what: &str, now: &str, href: &str) -> Response {
    let state = format!("这份{what}现在的状态是“{now}”");
    let text = match visitor.sends {
        true => format!("{state}，{NOTHING_DONE}"),
        false => format!("{state}。"),
    };
    let shown = Failure::conflict(text, href);
    page(visitor, StatusCode::CONFLICT, &shown.title, failure(&shown))
}

/// 409: the company edited the invitation since the reader's page was drawn. Says what it changed, so that nothing is answered
/// unseen.
pub fn edited(visitor: &Visitor, href: &str, edits: &[Event]) -> Response {
    let nothing_done = if visitor.sends { NOTHING_DONE } else { "" };
    let shown = Conflict {
        title: "单位修改了这份邀请".into(),
        text: format!("{nothing_done}请核对修改的内容，再决定是否同意签约。"),
        events: edits.to_vec(),
        ways_out: vec![Link::new("查看修改后的邀请", href)],
    };
    page(visitor, StatusCode::CONFLICT, &shown.title, edited_since(&shown))
}

/// 422: a rule stands against it, whatever the reader does on the page. `href` is where they came from.
pub fn blocked(visitor: &Visitor, refusal: Refusal, href: &str) -> Response {
    let shown = Failure {
        title: "现在不能办理".into(),
        text: refusal.message(visitor.reader()),
        reference: None,
        ways_out: vec![Link::new("返回查看", href), Link::new("回到首页", "/")],
    };
    page(
        visitor,
        StatusCode::UNPROCESSABLE_ENTITY,
        &shown.title,
        failure(&shown),
    )
}
