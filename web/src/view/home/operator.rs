//! The home of an operator: is everything moving?

use maud::{Markup, html};

use crate::view::badge::{Badge, badge};
use crate::view::count::{Board, live};
use crate::view::table::{Column, table};

/// The home of an operator.
#[derive(Clone, Debug, Default)]
pub struct OperatorHome {
    /// Jobs by queue, the dead ones first of all.
    pub board: Board,
    /// Health of what the platform rests on.
    pub checks: Vec<Check>,
}

/// One thing that is well or is not.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// What: `就业管理系统`.
    pub label: String,
    /// How it is.
    pub state: Badge,
    /// The last word from it, and when.
    pub note: String,
}

const COLUMNS: [Column; 3] = [
    Column::tight("对象"),
    Column::tight("状态"),
    Column::text("最近情况"),
];

/// The page.
pub fn home(home: &OperatorHome) -> Markup {
    html! {
        div class="head" {
            h1 { "运行概况" }
            a href="/ops/queues" { "查看任务队列" }
        }
        div class="stack" {
            (live(&home.board))
            section {
                div class="head" { h2 { "健康状况" } }
                (table("健康状况", &COLUMNS, home.checks.iter().map(check)))
            }
        }
    }
}

fn check(check: &Check) -> Vec<Markup> {
    vec![
        html! { (check.label) },
        badge(&check.state),
        html! { span { (check.note) } },
    ]
}
