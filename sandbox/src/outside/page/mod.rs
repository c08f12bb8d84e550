//! The pages that show people what the systems received. Plain HTML, no JavaScript; loopback only, so no sign-in.

mod switch;

use std::{io, sync::Arc};

use chrono::{DateTime, Utc};
use maud::{DOCTYPE, Markup, html};
use poem::{
    Endpoint, IntoResponse, Request, Response, Result, handler,
    http::{HeaderValue, StatusCode, header},
};
use serde::Deserialize;

use super::{behaviour::Switch, clock::beijing, recent::Recent, refused::Refused};
pub(super) use switch::route as switch_route;

/// How many arrivals a page shows.
pub(super) const SHOWN: usize = 200;
/// Seconds between two loads of a page that refreshes itself.
const REFRESH: u8 = 5;

/// What the pages say of a system.
#[derive(Clone, Copy)]
pub(super) struct System {
    /// Where its page is.
    pub path: &'static str,
    /// Its Chinese name.
    pub name: &'static str,
    /// What it counts: 条消息.
    pub taken: &'static str,
}

/// A system on the index.
pub(super) struct Card {
    system: System,
    setting: String,
    total: u64,
}

impl Card {
    pub(super) fn of(system: &System, switch: &Switch, total: u64) -> Self {
        Self {
            system: *system,
            setting: switch::setting(switch),
            total,
        }
    }
}

/// What the visitor asked a page for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Look {
    /// Words to search for.
    q: String,
    /// Whether the page refreshes itself.
    auto: Option<String>,
}

impl Look {
    /// Whether any of `texts` holds what is searched for.
    pub(super) fn finds(&self, texts: &[&str]) -> bool {
        let wanted = self.q.trim();
        wanted.is_empty() || texts.iter().any(|text| text.contains(wanted))
    }
}

/// The list of all systems.
pub(super) fn index(cards: &[Card]) -> Markup {
    let body = html! {
        p { "这里模拟平台之外的系统，只在本机可用。每个系统一页：收到了什么，以及让它变慢、停机或拒绝的开关。" }
        ul.cards {
            @for Card { system, setting, total } in cards {
                li {
                    a href=(system.path) { (system.name) }
                    p { (total) " " (system.taken) }
                    p.setting { (setting) }
                }
            }
        }
    };
    shell("外部系统", false, body)
}

/// The page of one system: its switch, the search, and what arrived.
pub(super) fn system(system: &System, switch: &Switch, look: &Look, body: Markup) -> Markup {
    let auto = look.auto.is_some();
    let page = html! {
        (switch::form(system, switch))
        form.search method="get" action=(system.path) role="search" {
            label { "搜索 " input type="search" name="q" value=(look.q) maxlength="100"; }
            label { input type="checkbox" name="auto" value="1" checked[auto]; " 每 " (REFRESH) " 秒自动刷新" }
            button { "查看" }
        }
        (body)
    };
    shell(system.name, auto, page)
}

/// The frame of every page.
pub(super) fn shell(title: &str, auto: bool, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                @if auto { meta http-equiv="refresh" content=(REFRESH); }
                title { (title) " · 外部系统模拟" }
                link rel="stylesheet" href="/style.css";
            }
            body {
                header {
                    nav aria-label="外部系统" {
                        a href="/" { "全部" }
                        @for system in [
                            super::employment::SYSTEM, super::register::SYSTEM, super::wechat::SYSTEM,
                            super::sms::SYSTEM, super::mail::SYSTEM,
                        ] {
                            a href=(system.path) aria-current=[(system.name == title).then_some("page")] { (system.name) }
                        }
                    }
                }
                main { h1 { (title) } (body) }
            }
        }
    }
}

/// The heading of a list that shows `shown` of `total`.
pub(super) fn heading(title: &str, shown: usize, total: u64) -> Markup {
    html! { h2 { (title) " " small { "显示 " (shown) " 条，共 " (total) " 条" } } }
}

/// The requests that were turned away.
pub(super) fn refused(refused: &Recent<Refused>, look: &Look) -> Markup {
    let found = |refused: &Refused| look.finds(&[&refused.code, &refused.message, &refused.about]);
    let rows: Vec<_> = refused
        .newest_first()
        .filter(|(_, refused)| found(refused))
        .take(SHOWN)
        .collect();
    html! {
        (heading("被拒绝的请求", rows.len(), refused.total()))
        @if !rows.is_empty() {
            div.wide tabindex="0" { table {
                thead { tr { th { "时间" } th { "代码" } th { "原因" } th { "对象" } } }
                tbody {
                    @for (_, refused) in rows {
                        tr {
                            td { (time(refused.at)) }
                            td.bad { (refused.code) }
                            td { (refused.message) }
                            td { (refused.about) }
                        }
                    }
                }
            } }
        }
    }
}

/// A time in Beijing, to the second.
pub(super) fn time(at: DateTime<Utc>) -> Markup {
    let at = beijing(at);
    html! { time datetime=(at.to_rfc3339()) { (at.format("%Y-%m-%d %H:%M:%S")) } }
}

/// A page that is not there.
pub(super) fn missing() -> Response {
    shell("没有这一页", false, html! { p { a href="/" { "返回全部系统" } } })
        .with_status(StatusCode::NOT_FOUND)
        .into_response()
}

/// A journal that cannot be written: the request is answered with 500 and nothing has happened.
pub(super) fn fault(error: io::Error) -> poem::Error {
    tracing::error!(%error, "the journal of an outside system cannot be written");
    poem::Error::from_status(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Keeps the browser from running or loading anything that a page did not mean to bring.
pub(super) async fn protect<E: Endpoint>(inner: Arc<E>, request: Request) -> Result<Response> {
    let mut response = inner.get_response(request).await;
    let headers = response.headers_mut();
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'",
        ));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

#[handler]
pub(super) fn style() -> impl IntoResponse {
    include_str!("style.css").with_content_type("text/css; charset=utf-8")
}
