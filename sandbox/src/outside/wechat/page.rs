//! The page of the official account: each message as the card on the follower's phone.

use maud::{Markup, html};
use poem::{
    Response, Route, get, handler,
    http::{StatusCode, header},
    post,
    web::{Data, Query},
};

use super::{
    SYSTEM, WeChat,
    state::{Sent, State},
};
use crate::outside::{
    Outside,
    page::{self, Look},
};

pub(super) fn routes(app: Route, system: &WeChat) -> Route {
    let app = app
        .at("/wechat", get(show))
        .at("/wechat/token-expiry", post(expire));
    page::switch_route(app, &SYSTEM, system.switch())
}

#[handler]
fn show(Data(outside): Data<&Outside>, Query(look): Query<Look>) -> Markup {
    let system = &outside.wechat;
    let body = system.inner.store.read(|state| received(state, &look));
    page::system(&SYSTEM, system.switch(), &look, body)
}

/// Lets the tokens expire: a resource, made by its own form.
#[handler]
fn expire(Data(outside): Data<&Outside>) -> Response {
    outside.wechat.expire_tokens();
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, SYSTEM.path)
        .finish()
}

fn received(state: &State, look: &Look) -> Markup {
    let found = |sent: &Sent| {
        let lines = sent.lines.iter().map(|line| line.value.as_str());
        let texts: Vec<_> = [sent.openid.as_str(), sent.title.as_str()]
            .into_iter()
            .chain(lines)
            .collect();
        look.finds(&texts)
    };
    let cards: Vec<_> = state
        .sent
        .newest_first()
        .filter(|(_, sent)| found(sent))
        .take(page::SHOWN)
        .collect();
    html! {
        form method="post" action="/wechat/token-expiry" {
            button { "使令牌立即过期" } " 关注者 " (state.followers()) " 人"
        }
        (page::heading("收到的消息", cards.len(), state.sent.total()))
        ul.phones { @for (_, sent) in cards { li { (card(sent)) } } }
        (page::refused(&state.refused, look))
    }
}

fn card(sent: &Sent) -> Markup {
    html! {
        h3 { (sent.title) }
        p.faint { (page::time(sent.at)) }
        dl { @for line in &sent.lines { dt { (line.label) } dd { (line.value) } } }
        @if let Some(url) = &sent.url { p { a href=(url) { "查看详情" } } }
        p.faint { "发给 " (sent.openid) }
        p.faint { (sent.template_id) @if let Some(id) = &sent.client_msg_id { " · " (id) } }
    }
}
