//! The review page: one frame for all five kinds of case.

pub mod company;
pub mod employment;
pub mod student;
pub mod verdict;

use maud::{Markup, html};

use super::attachments::{Attachments, attachments};
use super::badge::{Badge, Waiting, badge, waiting};
use super::document::{Document, document};
use super::facts::{Section, section};
use super::history::{Event, Stage, scale, timeline};
use super::icon::{Icon, icon};
use super::list::Link;
use super::notified::{Notified, notified};
use company::{Company, company};
use employment::{Employment, employment};
use student::{Student, student};
use verdict::{Awaited, Conflict, Verdict, awaited, conflict, verdict};

/// One case before its reviewer, or, without a verdict to give, before a reader.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// The student's name.
    pub name: String,
    /// Kind and number: `线上签约 · 2027-000123`.
    pub number: String,
    /// The state.
    pub state: Badge,
    /// Where its document is, once there is to be one.
    pub document: Option<Document>,
    /// What else the reader may do to it, besides the verdict: what only its kind has.
    pub acts: Vec<Link>,
    /// How long it has waited, while it waits.
    pub waiting: Option<Waiting>,
    /// Where it stands.
    pub stages: Vec<Stage>,
    /// 协议信息 or 去向信息, and whatever else the kind has.
    pub sections: Vec<Section>,
    /// The company, where the kind names one.
    pub company: Option<Company>,
    /// What was handed in with it.
    pub files: Vec<Attachments>,
    /// The student.
    pub student: Student,
    /// What the employment system holds of the student.
    pub employment: Employment,
    /// Destinations given up earlier, one section each.
    pub given_up: Vec<Section>,
    /// What happened so far, newest first.
    pub history: Vec<Event>,
    /// Who was told of it, newest first.
    pub notified: Vec<Notified>,
    /// The verdict to give, where it is the reader's to give.
    pub verdict: Option<Verdict>,
    /// Why there is none, where the case waits for somebody else's.
    pub awaited: Option<Awaited>,
    /// Somebody else was quicker.
    pub conflict: Option<Conflict>,
    /// The way back and on.
    pub neighbours: Neighbours,
}

/// The cases before and after in the list that one came from.
#[derive(Clone, Debug, Default)]
pub struct Neighbours {
    /// The list, with its filters.
    pub list: String,
    /// The case before.
    pub previous: Option<String>,
    /// The case after.
    pub next: Option<String>,
}

/// The page.
pub fn review(page: &Review) -> Markup {
    html! {
        (head(page))
        @if let Some(found) = &page.conflict { (conflict(found)) }
        div class=(if page.verdict.is_some() || page.awaited.is_some() { "bench" } else { "stack" }) {
            div class="stack" {
                @for part in &page.sections { (section(part)) }
                @for group in &page.files { (attachments(group)) }
                @if let Some(known) = &page.company { (company(known)) }
                (student(&page.student))
                (employment(&page.employment))
                @for part in &page.given_up { (section(part)) }
                section class="sheet" { h2 { "办理记录" } (timeline(&page.history)) }
                (notified(&page.notified))
            }
            @if let Some(open) = &page.verdict { (verdict(open)) }
            @if let Some(why) = &page.awaited { (awaited(why)) }
        }
    }
}

fn head(page: &Review) -> Markup {
    html! {
        header class="case" {
            div class="row" {
                h1 { (page.name) }
                (badge(&page.state))
                span class="faint" { (page.number) }
                @if let Some(time) = &page.waiting { (waiting(time)) }
                (document(page.document.as_ref()))
                @for act in &page.acts { a class="button small" href=(act.href) { (act.label) } }
                @if let Some(open) = &page.verdict { a class="button small jump" href="#verdict" { "去" (open.act) } }
                (neighbours(&page.neighbours))
            }
            @if !page.stages.is_empty() { (scale(&page.stages)) }
        }
    }
}

fn neighbours(around: &Neighbours) -> Markup {
    html! {
        nav class="row neighbours" aria-label="前后事项" {
            a class="button small" href=(around.list) data-key="u" aria-keyshortcuts="u" { "返回列表 " kbd { "U" } }
            @if let Some(href) = &around.previous {
                a class="button small" href=(href) rel="prev" data-key="k" aria-keyshortcuts="k"
                    hx-boost="true" hx-target="#main" hx-swap="innerHTML show:top showTarget:body" hx-indicator="#progress" {
                    (icon(Icon::Previous)) "上一件 " kbd { "K" }
                }
            }
            @if let Some(href) = &around.next {
                a class="button small" href=(href) rel="next" data-key="j" aria-keyshortcuts="j"
                    hx-boost="true" hx-target="#main" hx-swap="innerHTML show:top showTarget:body" hx-indicator="#progress" {
                    "下一件 " kbd { "J" } (icon(Icon::Next))
                }
            }
        }
    }
}
