//! The table of queues, and the list of jobs below it.

use chrono::Utc;
use wq_core::jobs::{
    JobState, Queue,
    operate::{Filter, JobRow, QueueOverview},
};

use super::words;
use crate::{
    routes::wording::span,
    view::{
        badge::Tone,
        count::Count,
        form::{Choice, Field},
        list::Pager,
        ops::queues as view,
    },
};

/// A line of the table of queues, its counts in the order of its columns.
pub fn queue(queue: &QueueOverview) -> view::Queue {
    let count = |tone, state, number: i64| {
        let label = words::state(state).label;
        Count::new(tone, label, number.unsigned_abs(), list(queue.queue, state))
    };
    view::Queue {
        title: words::queue(queue.queue),
        counts: vec![
            count(Tone::Quiet, JobState::Ready, queue.due + queue.later),
            count(Tone::Quiet, JobState::Running, queue.running),
            count(Tone::Quiet, JobState::Done, queue.done_last_hour),
            count(Tone::Quiet, JobState::Cancelled, queue.cancelled),
            count(Tone::Bad, JobState::Dead, queue.dead),
        ],
        lag: queue.oldest_due.map_or_else(
            || "—".into(),
            |since| span((Utc::now() - since).num_seconds().max(0)),
        ),
    }
}

/// The list of a queue's jobs in one state.
pub fn list(queue: Queue, state: JobState) -> String {
    let filter = Filter {
        queue: Some(queue),
        state: Some(state),
        kind: None,
    };
    href(&filter, None)
}

/// The filter form, with what is chosen.
pub fn filters(filter: &Filter) -> Vec<Field> {
    let queues = Queue::ALL
        .iter()
        .map(|&queue| Choice::new(queue.as_str(), words::queue(queue)));
    let states = JobState::ALL
        .iter()
        .map(|&state| Choice::new(state.as_str(), words::state(state).label));
    let kinds = words::KINDS
        .iter()
        .map(|&(kind, _)| Choice::new(kind, words::kind(kind)));
    vec![
        Field::select("queue", "队列", Some("全部"), queues.collect()).value(named(filter.queue)),
        Field::select("state", "状态", Some("全部"), states.collect()).value(named(filter.state)),
        Field::select("kind", "任务", Some("全部"), kinds.collect())
            .value(filter.kind.clone().unwrap_or_default()),
    ]
}

fn named(chosen: Option<impl ToString>) -> String {
    chosen.map(|chosen| chosen.to_string()).unwrap_or_default()
}

/// A line of the list.
pub fn row(job: &JobRow, error: Option<&String>) -> view::JobRow {
    view::JobRow {
        href: crate::routes::ops::job::href(job.id),
        id: job.id.to_string(),
        kind: words::kind(&job.kind),
        state: words::state(job.state),
        attempts: format!("{} / {}", job.attempts, job.max_attempts),
        due: words::second(job.finished_at.unwrap_or(job.due_at)),
        error: error.cloned().unwrap_or_default(),
    }
}

/// The pages above and below this one, where there are any.
pub fn pager(filter: &Filter, jobs: &[JobRow], above: bool, below: bool) -> Pager {
    let beside = |word, job: Option<&JobRow>| job.map(|job| href(filter, Some((word, job.id.to_string()))));
    Pager {
        previous: above.then(|| beside("after", jobs.first())).flatten(),
        next: below.then(|| beside("before", jobs.last())).flatten(),
        place: String::new(),
    }
}

/// The names and numbers in it need no escaping.
fn href(filter: &Filter, place: Option<(&str, String)>) -> String {
    let filters = filters(filter)
        .into_iter()
        .map(|field| (field.name, field.value))
        .chain(place)
        .filter(|(_, value)| !value.is_empty());
    let query: String = filters
        .enumerate()
        .map(|(index, (name, value))| format!("{}{name}={value}", if index == 0 { '?' } else { '&' }))
        .collect();
    format!("/ops/queues{query}")
}
