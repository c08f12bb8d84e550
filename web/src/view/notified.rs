//! 消息提醒: who was told of a case, how, and whether it arrived.

use maud::{Markup, html};

use super::badge::{Badge, badge};

/// One notice.
#[derive(Clone, Debug, Default)]
pub struct Notified {
    /// What it was about: `签约邀请`.
    pub subject: String,
    /// Who was to be told: `毕业生`.
    pub whom: String,
    /// When it was sent, or that it was not.
    pub time: String,
    /// Its channels and their state: `微信 已送达`.
    pub channels: Vec<Badge>,
}

/// The section; draws nothing where nobody was owed anything.
pub fn notified(all: &[Notified]) -> Markup {
    html! {
        @if !all.is_empty() {
            section class="sheet" {
                h2 { "消息提醒" }
                ul class="notified" {
                    @for one in all {
                        li {
                            span { strong { (one.subject) } " " span class="faint" { "告知" (one.whom) } }
                            span class="faint" { (one.time) }
                            span class="row" { @for channel in &one.channels { (badge(channel)) } }
                        }
                    }
                }
            }
        }
    }
}
