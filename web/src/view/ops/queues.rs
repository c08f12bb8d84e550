//! Queues by state, and the jobs that a filter finds.

use maud::{Markup, html};

use crate::view::badge::{Badge, Tone, badge};
use crate::view::count::Count;
use crate::view::form::Field;
use crate::view::list::{Empty, Pager, empty, filter_bar, pager};
use crate::view::table::{Column, table};

/// The page of queues.
#[derive(Clone, Debug, Default)]
pub struct Queues {
    /// Every queue with its counts, one of each state, in the order of [`STATES`].
    pub queues: Vec<Queue>,
    /// Address of the page, which the filter form asks.
    pub action: String,
    /// The filters, with what is chosen.
    pub filters: Vec<Field>,
    /// How many jobs they find, in words.
    pub count: String,
    /// The jobs.
    pub jobs: Vec<JobRow>,
    /// The pages before and after.
    pub pager: Pager,
}

/// One queue.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// Its name in Chinese and in code: `推送 push`.
    pub title: String,
    /// One count a state, in the order of [`STATES`]; missing ones are shown as a dash.
    pub counts: Vec<Count>,
    /// How old its oldest due job is.
    pub lag: String,
}

/// One job of the list.
#[derive(Clone, Debug, Default)]
pub struct JobRow {
    /// Its page.
    pub href: String,
    /// Its number.
    pub id: String,
    /// Queue and kind.
    pub kind: String,
    /// Its state.
    pub state: Badge,
    /// Attempts made and allowed: `2 / 12`.
    pub attempts: String,
    /// When it is due, or when it ended.
    pub due: String,
    /// The last error.
    pub error: String,
}

/// The states of a job, as the columns of the table of queues name them.
pub const STATES: [&str; 5] = ["待执行", "执行中", "已完成", "已取消", "已失败"];

const QUEUE_COLUMNS: [Column; 7] = [
    Column::tight("队列"),
    Column::figure(STATES[0]),
    Column::figure(STATES[1]),
    // All that were ever done are not counted: it would read the whole table.
    Column::figure("近 1 小时完成"),
    Column::figure(STATES[3]),
    Column::figure(STATES[4]),
    Column::tight("最久等待"),
];

const JOB_COLUMNS: [Column; 6] = [
    Column::tight("编号"),
    Column::tight("任务"),
    Column::tight("状态"),
    Column::figure("尝试"),
    Column::tight("时间"),
    Column::text("最近错误"),
];

/// The page.
pub fn queues(page: &Queues) -> Markup {
    html! {
        div class="head" { h1 { "任务队列" } }
        div class="stack" {
            (table("各队列的任务数", &QUEUE_COLUMNS, page.queues.iter().map(queue)))
            section {
                div class="head" { h2 { "任务" } p class="faint" role="status" { (page.count) } }
                (filter_bar(&page.action, &page.filters))
                @if page.jobs.is_empty() {
                    (empty(&Empty { title: "没有符合条件的任务".into(), advice: "换个条件再查。".into(), way_out: None }))
                } @else {
                    (table("任务", &JOB_COLUMNS, page.jobs.iter().map(job)))
                }
                (pager(&page.pager))
            }
        }
    }
}

fn queue(queue: &Queue) -> Vec<Markup> {
    let mut cells = vec![html! { (queue.title) }];
    cells.extend((0..STATES.len()).map(|state| {
        html! {
            @if let Some(count) = queue.counts.get(state) {
                a class="tally" href=(count.href) data-tone=[alarming(count)] {
                    (count.number) span class="unseen" { " 个" (STATES[state]) }
                }
            } @else { span { "—" } }
        }
    }));
    cells.push(html! { span { (queue.lag) } });
    cells
}

fn alarming(count: &Count) -> Option<&'static str> {
    (count.number > 0 && count.tone != Tone::Quiet).then_some(count.tone.name())
}

fn job(job: &JobRow) -> Vec<Markup> {
    vec![
        html! { a href=(job.href) { (job.id) } },
        html! { span { (job.kind) } },
        badge(&job.state),
        html! { span { (job.attempts) } },
        html! { span { (job.due) } },
        html! { span class="faint" { (job.error) } },
    ]
}
