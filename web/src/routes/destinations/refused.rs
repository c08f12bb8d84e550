//! Pages that say why nothing happened.

use poem::{Response, http::StatusCode};
use wq_core::{
    case::{Refusal, RefusalClass},
    destination::OwnRegistration,
};

use super::present::href;
use crate::{
    response::page,
    view::{
        error::{Failure, failure},
        list::Link,
    },
    visitor::Visitor,
};

/// A rule stands against it, or the registration is in another state than the reader's page showed.
pub fn not_now(visitor: &Visitor, own: &OwnRegistration, refusal: Refusal) -> Response {
    match refusal.class() {
        RefusalClass::Conflict => moved_on(visitor, own),
        RefusalClass::Rule | RefusalClass::Forbidden => {
            blocked(visitor, refusal, &href(own.registration.case.id))
        }
    }
}

/// 409: what state it is in now.
pub fn moved_on(visitor: &Visitor, own: &OwnRegistration) -> Response {
    let case = &own.registration.case;
    let now = case.state.label(own.office.form, None);
    let text = format!("这份去向登记现在的状态是“{now}”，您的操作没有生效。");
    let shown = Failure::conflict(text, href(case.id));
    page(visitor, StatusCode::CONFLICT, &shown.title, failure(&shown))
}

/// 422: a rule stands against it, whatever the reader does on the page.
pub fn blocked(visitor: &Visitor, refusal: Refusal, back: &str) -> Response {
    let shown = Failure {
        title: "现在不能办理".into(),
        text: refusal.message(visitor.reader()),
        reference: None,
        ways_out: vec![Link::new("返回去向登记", back), Link::new("回到首页", "/")],
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page(visitor, status, &shown.title, failure(&shown))
}
