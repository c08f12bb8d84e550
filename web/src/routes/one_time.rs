//! What the pages of one-time codes and links share: how an address and a form name one, and the page of one that is over.

use maud::Markup;
use poem::{Response, http::StatusCode};
use serde::Deserialize;
use wq_core::{
    access,
    access::SignedIn,
    db::Conn,
    one_time::{Handle, Refused, Way},
};

use crate::{
    fault::Fault,
    response::{Flash, page, to},
    submission::Submission,
    view::{
        badge::Tone,
        entry::{Entry, Told, entry, told},
        form::Field,
        list::Link,
    },
    visitor::Visitor,
};

/// The query of a page that speaks of a code, and of a link with its secret.
#[derive(Debug, Default, Deserialize)]
pub struct Sought {
    #[serde(default)]
    code: String,
    #[serde(default)]
    pub secret: String,
}

impl Sought {
    /// The code; none where the address was cut off or made up.
    pub fn handle(&self) -> Option<Handle> {
        Handle::parse(&self.code)
    }
}

/// The code that a form speaks of.
pub fn handle_of(form: &Submission) -> Option<Handle> {
    Handle::parse(form.get("handle"))
}

/// The unseen fields of a link's form.
pub fn hidden(handle: &Handle, secret: &str) -> Vec<(&'static str, String)> {
    vec![
        ("handle", handle.as_str().to_owned()),
        ("secret", secret.to_owned()),
    ]
}

/// The field of six digits.
pub fn code_field() -> Field {
    Field {
        autocomplete: Some("one-time-code"),
        inputmode: Some("numeric"),
        max_length: Some(6),
        autofocus: true,
        ..Field::text("code", "短信验证码").required()
    }
}

/// A new password, twice.
pub fn password_fields() -> [Field; 2] {
    let field = |name, label| Field {
        autocomplete: Some("new-password"),
        ..Field::password(name, label).required()
    };
    [
        field("password", "新密码").hint("至少 8 个字符，同时含有字母和数字或符号"),
        field("password_again", "再次填写新密码"),
    ]
}

/// A form, as it is drawn at first or after a refusal.
pub fn form(visitor: &Visitor, status: StatusCode, shown: &Entry) -> Response {
    page(visitor, status, &shown.title, entry(shown))
}

/// The page of a code or link that proves nothing any more.
pub fn over(visitor: &Visitor, title: &str, refused: Refused, way: Way, again: Link) -> Response {
    let body: Markup = told(&Told {
        title: title.into(),
        tone: Tone::Bad,
        news: refused.sentence(way),
        next: Vec::new(),
        links: vec![again, Link::new("返回登录", "/login")],
    });
    page(visitor, StatusCode::GONE, title, body)
}

/// The browser keeps the new session; its former one is closed.
pub async fn enter(
    visitor: &Visitor,
    conn: &mut Conn,
    signed_in: &SignedIn,
    flash: Flash,
    href: &str,
) -> Result<Response, Fault> {
    if let Some(former) = &visitor.token {
        access::close(conn, former).await?;
    }
    visitor.keep(&signed_in.token);
    visitor.say(flash);
    Ok(to(href))
}
