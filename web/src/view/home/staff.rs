//! The home of schools and departments.

use maud::{Markup, html};

use crate::view::badge::{Badge, Waiting, badge, waiting};
use crate::view::count::{Board, live};
use crate::view::facts::{Section, facts};
use crate::view::icon::{Icon, icon};
use crate::view::list::{Empty, Link, empty};
use crate::view::table::{Column, table};

/// The home of schools and departments.
#[derive(Clone, Debug, Default)]
pub struct StaffHome {
    /// The cohort worked on: `2027届`.
    pub cohort: String,
    /// What waits, by module.
    pub board: Board,
    /// The cases that have waited longest, oldest first.
    pub oldest: Vec<Oldest>,
    /// 协议经办人信息, one section a scope; empty while not set.
    pub handlers: Vec<Section>,
    /// Downloads of the guide.
    pub guides: Vec<Link>,
}

/// A case that has waited long.
#[derive(Clone, Debug, Default)]
pub struct Oldest {
    /// Its address.
    pub href: String,
    /// The student.
    pub student: String,
    /// Company or destination.
    pub company: String,
    /// The state.
    pub state: Badge,
    /// How long it has waited.
    pub waiting: Waiting,
}

const COLUMNS: [Column; 4] = [
    Column::tight("学生"),
    Column::free("单位或去向"),
    Column::text("状态"),
    Column::tight("已等待"),
];

/// The page.
pub fn home(home: &StaffHome) -> Markup {
    html! {
        div class="head" {
            h1 { "首页" }
            p class="faint" { (home.cohort) " · 数据实时更新" }
        }
        (live(&home.board))
        div class="split" {
            section {
                div class="head" { h2 { "等待最久" } }
                (oldest(&home.oldest))
            }
            div class="stack" { (handlers(&home.handlers)) (guides(&home.guides)) }
        }
    }
}

fn oldest(cases: &[Oldest]) -> Markup {
    if cases.is_empty() {
        return empty(&Empty {
            title: "没有等待处理的事项".into(),
            advice: "新的事项到来时，上方的数字会自动更新。".into(),
            way_out: None,
        });
    }
    table(
        "等待最久的事项",
        &COLUMNS,
        cases.iter().map(|case| {
            vec![
                html! { a href=(case.href) { (case.student) } },
                html! { span { (case.company) } },
                badge(&case.state),
                waiting(&case.waiting),
            ]
        }),
    )
}

fn handlers(handlers: &[Section]) -> Markup {
    html! {
        section class="sheet" {
            h2 { "协议经办人信息" }
            @if handlers.is_empty() { p class="faint" { "尚未设置。设置后将展示在毕业生就业协议书上。" } }
            @for handler in handlers {
                @if handlers.len() > 1 { h3 { (handler.title) } }
                (facts(&handler.facts))
            }
        }
    }
}

fn guides(guides: &[Link]) -> Markup {
    html! {
        @if !guides.is_empty() {
            section class="sheet" {
                h2 { "操作指南" }
                ul class="links" {
                    @for guide in guides { li { a href=(guide.href) download { (icon(Icon::Download)) " " (guide.label) } } }
                }
            }
        }
    }
}
