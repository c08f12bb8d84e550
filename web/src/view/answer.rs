//! A student reads one invitation, on a phone, and answers it.

use maud::{Markup, html};

use super::badge::{Badge, Tone, badge};
use super::document::{Document, document};
use super::facts::{Section, facts, section};
use super::history::{Event, Stage, scale, timeline};
use super::home::student::{Invitation, invitations};
use super::list::Link;
use super::notice::notice;
use super::review::company::{Standing, standing};
use super::termination::{Panel, panel};

/// One invitation as the student sees it, now and later.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Who invites.
    pub company: String,
    /// The post.
    pub post: String,
    /// Its state.
    pub state: Badge,
    /// Where its document is, once there is to be one.
    pub document: Option<Document>,
    /// Where it stands.
    pub stages: Vec<Stage>,
    /// How long an answer may take: `还剩 2 天，请在 6 月 3 日 18:00 前答复`.
    pub due: Option<String>,
    /// Pay, place, post in short: the figures that decide.
    pub offer: Section,
    /// The rest of the agreement.
    pub terms: Vec<Section>,
    /// What is known of the company.
    pub about: Section,
    /// Its standing in the register.
    pub standing: Standing,
    /// The warning about the company, if there is one.
    pub warning: Option<String>,
    /// Where one answers, while one may.
    pub choice: Option<Choice>,
    /// Why one may not answer, while that is so.
    pub blocked: Option<String>,
    /// How it is ended, once it is in force.
    pub termination: Option<Panel>,
    /// What happened so far, newest first.
    pub history: Vec<Event>,
}

/// Addresses of the two confirmation pages.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Of 同意签约.
    pub accept: String,
    /// Of 拒绝.
    pub decline: String,
}

/// The page of one invitation.
pub fn answer(page: &Answer) -> Markup {
    html! {
        div class="narrow stack" {
            div {
                p class="row" { (badge(&page.state)) @if let Some(due) = &page.due { span class="faint" { (due) } } }
                h1 { (page.company) }
                p class="lead" { @if page.due.is_some() { "邀请您签约：" } @else { "职位：" } (page.post) }
                @if page.document.is_some() { p class="row" { (document(page.document.as_ref())) } }
            }
            @if let Some(blocked) = &page.blocked { (notice(Tone::Wait, blocked, html! {})) }
            @if !page.stages.is_empty() { (scale(&page.stages)) }
            @if let Some(warning) = &page.warning { (notice(Tone::Bad, warning, html! {})) }
            section class="sheet" { h2 { "单位经营状态" } (standing(&page.standing)) }
            section class="sheet offer" { h2 { (page.offer.title) } (facts(&page.offer.facts)) }
            @for terms in &page.terms { (section(terms)) }
            section class="sheet" {
                h2 { (page.about.title) }
                (facts(&page.about.facts))
            }
            @if let Some(ending) = &page.termination { (panel(ending)) }
            @if !page.history.is_empty() {
                section class="sheet" { h2 { "办理记录" } (timeline(&page.history)) }
            }
            @if let Some(choice) = &page.choice {
                div class="decide" {
                    a class="button primary" href=(choice.accept) { "同意签约" }
                    a class="button" href=(choice.decline) { "拒绝" }
                }
            }
        }
    }
}

/// All invitations of a student.
pub fn answers(title: &str, list: &[Invitation]) -> Markup {
    html! {
        div class="narrow stack" {
            h1 { (title) }
            @if list.is_empty() { (invitations(list, "还没有收到签约邀请")) }
            @else { section class="sheet" { (invitations(list, "")) } }
        }
    }
}

/// An invitation that was edited after the reader's page was drawn.
#[derive(Clone, Debug, Default)]
pub struct EditedSince {
    /// What happened.
    pub title: String,
    /// What became of the reader's act, and what to do.
    pub text: String,
    /// Every edit, newest first.
    pub events: Vec<Event>,
    /// Where to go on.
    pub ways_out: Vec<Link>,
}

/// The page that says what was edited.
pub fn edited_since(page: &EditedSince) -> Markup {
    html! {
        div class="narrow stack" {
            h1 { (page.title) }
            p { (page.text) }
            section class="sheet" { h2 { "修改的内容" } (timeline(&page.events)) }
            div class="row" { @for link in &page.ways_out { a class="button primary" href=(link.href) { (link.label) } } }
        }
    }
}
