//! The page of the mail server. HTML parts stand in a sandboxed frame of their own.

use maud::{Markup, html};
use poem::{
    IntoResponse, Response, Route, get, handler,
    http::header,
    web::{Data, Html, Path, Query},
};

use super::{Mail, SYSTEM, message::Received, state::State};
use crate::outside::{
    Outside,
    page::{self, Look},
};

/// What the HTML of a mail may do: look like itself, and nothing else.
const FRAME_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

pub(super) fn routes(app: Route, system: &Mail) -> Route {
    let app = app
        .at("/mail", get(show))
        .at("/mail/:number/html", get(show_html));
    page::switch_route(app, &SYSTEM, system.switch())
}

#[handler]
fn show(Data(outside): Data<&Outside>, Query(look): Query<Look>) -> Markup {
    let system = &outside.mail;
    let body = system.inner.store.read(|state| received(state, &look));
    page::system(&SYSTEM, system.switch(), &look, body)
}

#[handler]
fn show_html(Data(outside): Data<&Outside>, Path(number): Path<u64>) -> Response {
    let html = outside
        .mail
        .inner
        .store
        .read(|state| state.received.get(number)?.html.clone());
    match html {
        Some(html) => Html(html)
            .with_header(header::CONTENT_SECURITY_POLICY, FRAME_POLICY)
            .into_response(),
        None => page::missing(),
    }
}

fn received(state: &State, look: &Look) -> Markup {
    let found = |mail: &Received| {
        let text = mail.text.as_deref().unwrap_or_default();
        look.finds(&[&mail.subject, &mail.from, &mail.to, text])
    };
    let mails: Vec<_> = state
        .received
        .newest_first()
        .filter(|(_, mail)| found(mail))
        .take(page::SHOWN)
        .collect();
    html! {
        (page::heading("收到的邮件", mails.len(), state.received.total()))
        ol.mails { @for (number, mail) in mails { li { (letter(number, mail)) } } }
        (page::refused(&state.refused, look))
    }
}

fn letter(number: u64, mail: &Received) -> Markup {
    html! {
        h3 { @if mail.subject.is_empty() { "（无主题）" } @else { (mail.subject) } }
        p.faint {
            (page::time(mail.at)) " · " (mail.from) " → " (mail.recipients.join(", "))
            @if let Some(id) = &mail.message_id { " · " (id) }
        }
        @if !mail.attachments.is_empty() { p { "附件：" (mail.attachments.join("，")) } }
        @if let Some(text) = &mail.text { pre { (text) } }
        @if mail.html.is_some() {
            details {
                summary { "HTML 正文" }
                iframe sandbox="" loading="lazy" src={ "/mail/" (number) "/html" } title={ "HTML 正文：" (mail.subject) } {}
            }
        }
    }
}
