//! The home of a student, read on a phone.

use maud::{Markup, html};

use crate::view::badge::{Badge, Tone, badge};
use crate::view::facts::{Fact, facts};
use crate::view::history::{Event, timeline};
use crate::view::icon::{Icon, icon};
use crate::view::list::{Empty, Link, empty};
use crate::view::notice::notice;

/// The home of a student.
#[derive(Clone, Debug, Default)]
pub struct StudentHome {
    /// The student's name.
    pub name: String,
    /// Department, major and cohort in one line.
    pub place: String,
    /// What to do next.
    pub next: Next,
    /// What was begun or taken back, and is not handed in.
    pub unsent: Vec<Unsent>,
    /// What is effective or on its way, if anything.
    pub destination: Option<Destination>,
    /// Invitations that wait for an answer, the most urgent first.
    pub invitations: Vec<Invitation>,
    /// Whether they can be answered now.
    pub may_answer: bool,
    /// What can be begun.
    pub ways: Vec<Way>,
    /// What happened so far, newest first.
    pub history: Vec<Event>,
}

/// Something to begin, or why it cannot be begun.
#[derive(Clone, Debug, Default)]
pub struct Way {
    /// Its form.
    pub link: Link,
    /// The rule that stands against it, in a sentence.
    pub barred: Option<String>,
}

/// The one next step.
#[derive(Clone, Debug, Default)]
pub struct Next {
    /// How urgent it is.
    pub tone: Tone,
    /// The step.
    pub title: String,
    /// Why, and until when.
    pub text: String,
    /// Where it is done.
    pub link: Option<Link>,
}

/// Something that is not handed in.
#[derive(Clone, Debug, Default)]
pub struct Unsent {
    /// What it is.
    pub title: String,
    /// With which company; empty where none is named.
    pub company: String,
    /// 草稿, or that it was taken back.
    pub state: Badge,
    /// Since when.
    pub since: String,
    /// Where it goes on.
    pub href: String,
}

/// The current destination.
#[derive(Clone, Debug, Default)]
pub struct Destination {
    /// Its kind: `签就业协议形式就业`.
    pub title: String,
    /// Its state.
    pub state: Badge,
    /// Company, post, dates.
    pub facts: Vec<Fact>,
    /// The page of its case, where it has one.
    pub href: Option<String>,
}

/// An invitation in a list of a student.
#[derive(Clone, Debug, Default)]
pub struct Invitation {
    /// Its page.
    pub href: String,
    /// Who invites.
    pub company: String,
    /// Post, place and pay in one line.
    pub offer: String,
    /// State, or the days left: `还剩 3 天`.
    pub state: Badge,
    /// The company is warned.
    pub warned: bool,
}

/// The page.
pub fn home(home: &StudentHome) -> Markup {
    html! {
        div class="narrow stack" {
            div {
                h1 { (home.name) "，您好" }
                p class="faint" { (home.place) }
            }
            (notice(home.next.tone, &home.next.title, html! {
                p { (home.next.text) }
                @if let Some(link) = &home.next.link {
                    p class="act" { a class="button primary" href=(link.href) { (link.label) } }
                }
            }))
            (unsent(&home.unsent))
            (destination(home.destination.as_ref()))
            section class="sheet" {
                h2 { "签约邀请" @if !home.invitations.is_empty() { span class="faint" { (home.invitations.len()) @if home.may_answer { " 份待答复" } @else { " 份，目前仅可查看" } } } }
                (invitations(&home.invitations, "没有待答复的邀请"))
            }
            (ways(&home.ways))
            @if !home.history.is_empty() {
                section class="sheet" {
                    h2 { "办理记录" }
                    (timeline(&home.history))
                    p class="act" { a href="/student/timeline" { "查看全部办理记录" } }
                }
            }
        }
    }
}

fn unsent(unsent: &[Unsent]) -> Markup {
    html! {
        @if !unsent.is_empty() {
            section class="sheet" {
                h2 { "尚未提交" }
                ul class="cards" {
                    @for one in unsent {
                        li {
                            a href=(one.href) {
                                strong { (one.title) @if !one.company.is_empty() { " · " (one.company) } }
                                span class="row" { (badge(&one.state)) }
                                span class="faint" { (one.since) " · 继续填写" }
                                (icon(Icon::Next))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn ways(ways: &[Way]) -> Markup {
    // What stands against all of them is said once.
    let barred = ways.first().and_then(|way| way.barred.as_ref());
    let barred = barred.filter(|why| ways.iter().all(|way| way.barred.as_ref() == Some(*why)));
    html! {
        @if let Some(why) = barred {
            section class="sheet" { h2 { "办理签约" } p class="faint" { (why) } }
        } @else if !ways.is_empty() {
            section class="sheet" {
                h2 { "办理签约" }
                ul class="points" {
                    @for way in ways {
                        li {
                            @if let Some(why) = &way.barred {
                                (way.link.label) " " span class="faint" { (why) }
                            } @else {
                                a href=(way.link.href) { (way.link.label) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn destination(destination: Option<&Destination>) -> Markup {
    html! {
        section class="sheet" {
            @if let Some(destination) = destination {
                h2 { "当前毕业去向" (badge(&destination.state)) }
                p { strong { (destination.title) } }
                (facts(&destination.facts))
                @if let Some(href) = &destination.href { p class="act" { a href=(href) { "查看详情" } } }
            } @else {
                h2 { "当前毕业去向" (badge(&Badge::new(Tone::Quiet, "待就业"))) }
                p class="faint" { "还没有签约或登记毕业去向。" }
            }
        }
    }
}

/// A list of invitations, or `nothing` where there is none.
pub fn invitations(list: &[Invitation], nothing: &str) -> Markup {
    if list.is_empty() {
        return empty(&Empty {
            title: nothing.into(),
            advice: "用人单位发起签约邀请后，会显示在这里，并发送微信消息提醒您。".into(),
            way_out: None,
        });
    }
    html! {
        ul class="cards" {
            @for invitation in list {
                li {
                    a href=(invitation.href) {
                        strong { (invitation.company) }
                        span class="row" {
                            @if invitation.warned { (badge(&Badge::new(Tone::Bad, "预警单位"))) }
                            (badge(&invitation.state))
                        }
                        span class="faint" { (invitation.offer) }
                        (icon(Icon::Next))
                    }
                }
            }
        }
    }
}
