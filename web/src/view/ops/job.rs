//! One job: what it does, and every attempt at it.

use maud::{Markup, html};

use crate::view::badge::{Badge, badge};
use crate::view::facts::{Section, section};
use crate::view::form::acting;
use crate::view::list::{Empty, empty};
use crate::view::table::{Column, table};

/// The page of one job.
#[derive(Clone, Debug, Default)]
pub struct Job {
    /// Its number.
    pub id: String,
    /// Queue and kind.
    pub kind: String,
    /// Its state.
    pub state: Badge,
    /// When it was asked for, when it is due, attempts made and allowed.
    pub facts: Section,
    /// Its payload: ids only, as JSON.
    pub payload: String,
    /// Every attempt, newest first.
    pub attempts: Vec<Attempt>,
    /// The form's token.
    pub csrf: String,
    /// Where 重试 is posted, while it can be retried.
    pub retry: Option<String>,
    /// Where one is asked whether to cancel it, while it can be cancelled.
    pub cancel: Option<String>,
}

/// One attempt.
#[derive(Clone, Debug, Default)]
pub struct Attempt {
    /// Its number.
    pub number: String,
    /// When it began.
    pub started: String,
    /// How long it took.
    pub took: String,
    /// The worker that made it.
    pub worker: String,
    /// How it ended.
    pub outcome: Badge,
    /// Its error.
    pub error: String,
}

const COLUMNS: [Column; 6] = [
    Column::figure("次数"),
    Column::tight("开始时间"),
    Column::figure("用时"),
    Column::tight("执行者"),
    Column::tight("结果"),
    Column::text("错误"),
];

/// The page.
pub fn job(page: &Job) -> Markup {
    html! {
        div class="head" {
            div {
                p class="row" { (badge(&page.state)) span class="faint" { (page.kind) } }
                h1 { "任务 " (page.id) }
            }
            div class="row" {
                @if let Some(action) = &page.retry { (retry(action, &page.csrf)) }
                @if let Some(href) = &page.cancel { a class="button danger" href=(href) { "取消" } }
                a class="button" href="/ops/queues" { "返回队列" }
            }
        }
        div class="stack" {
            (section(&page.facts))
            section class="sheet" { h2 { "任务内容" } pre { code { (page.payload) } } }
            section {
                div class="head" { h2 { "执行记录" } }
                @if page.attempts.is_empty() {
                    (empty(&Empty { title: "还没有执行过".into(), advice: "到时间后会自动执行。".into(), way_out: None }))
                } @else {
                    (table("执行记录", &COLUMNS, page.attempts.iter().map(attempt)))
                }
            }
        }
    }
}

fn retry(action: &str, csrf: &str) -> Markup {
    let button = html! { button class="button primary" type="submit" { "重试" } };
    acting(None, action, csrf, button)
}

fn attempt(attempt: &Attempt) -> Vec<Markup> {
    vec![
        html! { (attempt.number) },
        html! { span { (attempt.started) } },
        html! { span { (attempt.took) } },
        html! { span { (attempt.worker) } },
        badge(&attempt.outcome),
        html! { span { (attempt.error) } },
    ]
}
