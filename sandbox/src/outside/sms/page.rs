//! The page of the SMS provider: each message as a bubble.

use maud::{Markup, html};
use poem::{
    Route, get, handler,
    web::{Data, Query},
};

use super::{
    SYSTEM, Sms,
    state::{Sent, State},
};
use crate::outside::{
    Outside,
    page::{self, Look},
};

pub(super) fn routes(app: Route, system: &Sms) -> Route {
    page::switch_route(app.at("/sms", get(show)), &SYSTEM, system.switch())
}

#[handler]
fn show(Data(outside): Data<&Outside>, Query(look): Query<Look>) -> Markup {
    let system = &outside.sms;
    let body = system.inner.store.read(|state| received(state, &look));
    page::system(&SYSTEM, system.switch(), &look, body)
}

fn received(state: &State, look: &Look) -> Markup {
    let found = |sent: &Sent| look.finds(&[&sent.mobile, &sent.text, &sent.template_code]);
    let bubbles: Vec<_> = state
        .sent
        .newest_first()
        .filter(|(_, sent)| found(sent))
        .take(page::SHOWN)
        .collect();
    html! {
        (page::heading("收到的短信", bubbles.len(), state.sent.total()))
        ul.chat {
            @for (_, sent) in bubbles {
                li {
                    p.faint { (sent.mobile) " · " (page::time(sent.at)) " · " (sent.template_code) }
                    p.bubble { "【" (sent.sign_name) "】" (sent.text) }
                }
            }
        }
        (page::refused(&state.refused, look))
    }
}
