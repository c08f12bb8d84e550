//! 消息: what the platform told its reader, and whether it arrived.

use maud::{Markup, html};

use super::badge::{Badge, badge};
use super::form::acting;
use super::list::{Empty, Pager, empty, pager};

/// The messages of an account.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    /// This page's messages, newest first.
    pub items: Vec<Message>,
    /// The pages before and after.
    pub pager: Pager,
    /// How they also reach the reader elsewhere.
    pub advice: Option<&'static str>,
    /// How many are unread, and how to say that they were read; none where all were.
    pub unread: Option<Unread>,
}

/// The button that marks every message as read.
#[derive(Clone, Debug, Default)]
pub struct Unread {
    /// How many there are.
    pub number: i64,
    /// Where it is posted.
    pub action: String,
    /// The form's token.
    pub csrf: String,
    /// The newest message that the page shows: what came later stays unread.
    pub newest: i64,
}

/// One message.
#[derive(Clone, Debug, Default)]
pub struct Message {
    /// What it is about.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Of which case it speaks: with whom, which post, why.
    pub about: String,
    /// When it was written, as shown.
    pub time: String,
    /// When it was written, for machines (RFC 3339).
    pub moment: String,
    /// The page it speaks of.
    pub href: Option<String>,
    /// Its channels and their state: `微信 已送达`.
    pub channels: Vec<Badge>,
    /// Not opened yet.
    pub unread: bool,
}

/// The page.
pub fn messages(page: &Messages) -> Markup {
    html! {
        div class="stack" {
            div class="head" {
                h1 { "消息" }
                @if let Some(unread) = &page.unread { (mark_read(unread)) }
            }
            @if let Some(advice) = page.advice { p class="faint" { (advice) } }
            @if page.items.is_empty() {
                (empty(&Empty { title: "没有消息".into(), advice: "签约和去向登记有进展时，会在这里通知您。".into(), way_out: None }))
            } @else {
                ul class="cards" { @for item in &page.items { li { (message(item)) } } }
            }
            (pager(&page.pager))
        }
    }
}

fn mark_read(unread: &Unread) -> Markup {
    let body = html! {
        input type="hidden" name="newest" value=(unread.newest);
        span class="faint" role="status" { (unread.number) " 条未读" }
        button class="button small" type="submit" { "全部标为已读" }
    };
    acting(Some("row"), &unread.action, &unread.csrf, body)
}

fn message(message: &Message) -> Markup {
    html! {
        article class="message" data-unread[message.unread] {
            div class="row" {
                h2 {
                    @if message.unread { span class="unseen" { "未读：" } }
                    @if let Some(href) = &message.href { a href=(href) { (message.title) } } @else { (message.title) }
                }
                time class="faint" datetime=(message.moment) { (message.time) }
            }
            p { (message.text) }
            @if !message.about.is_empty() { p class="faint" { (message.about) } }
            p class="row" { @for channel in &message.channels { (badge(channel)) } }
        }
    }
}
