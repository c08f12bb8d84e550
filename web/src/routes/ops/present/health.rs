//! The operator's home: what waits in each queue, and whether what the queues talk to answers.

use std::time::Duration;
use wq_core::jobs::{
    Job, JobState, Outcome, Queue,
    operate::{LastTry, QueueOverview},
    payloads::ReadGraduate,
};

use super::{queues::list, words};
use crate::view::{
    badge::{Badge, Tone},
    count::{Board, Count, Group},
    home::operator::Check,
};

/// The counts of every queue, what failed first.
pub fn board(queues: &[QueueOverview]) -> Board {
    Board {
        stream: None,
        source: "/ops/board".into(),
        groups: queues.iter().map(group).collect(),
    }
}

fn group(queue: &QueueOverview) -> Group {
    let count = |tone, state, number: i64| {
        let label = words::state(state).label;
        Count::new(tone, label, number.unsigned_abs(), list(queue.queue, state))
    };
    Group {
        title: words::queue(queue.queue),
        counts: vec![
            count(Tone::Bad, JobState::Dead, queue.dead),
            count(Tone::Info, JobState::Ready, queue.due + queue.later),
            count(Tone::Info, JobState::Running, queue.running),
        ],
    }
}

/// The database, which answered within `took`, and what each queue talks to, by its last try.
pub fn checks(took: Duration, tries: &[LastTry]) -> Vec<Check> {
    let database = Check {
        label: "数据库".into(),
        state: Badge::new(Tone::Ok, "正常"),
        note: format!("查询用时 {} 毫秒", took.as_millis().max(1)),
    };
    let of_queue = |queue: &Queue| {
        let last = tries.iter().find(|last| last.queue == *queue);
        Check {
            label: other_side(*queue, last).into(),
            state: last.map_or_else(|| Badge::new(Tone::Quiet, "未使用"), health),
            note: last.map_or_else(|| "还没有执行过任务".into(), note),
        }
    };
    std::iter::once(database)
        .chain(Queue::ALL.iter().map(of_queue))
        .collect()
}

/// What a queue talks to. Two systems answer the queries of one queue: it is the one that was asked last.
fn other_side(queue: Queue, last: Option<&LastTry>) -> &'static str {
    match queue {
        Queue::Push => "就业管理系统",
        Queue::Lookup => match last.map(|last| last.kind.as_str()) {
            None => "企业登记系统、就业管理系统（查询）",
            Some(ReadGraduate::KIND) => "就业管理系统（查询）",
            Some(_) => "企业登记系统",
        },
        Queue::Notify => "微信、短信和邮件",
        Queue::Restore => "学生恢复",
        Queue::Upkeep => "日常维护",
    }
}

/// A refusal is an answer too: whoever gave it is well.
fn health(last: &LastTry) -> Badge {
    match last.outcome {
        Outcome::Done => Badge::new(Tone::Ok, "正常"),
        Outcome::Hopeless => Badge::new(Tone::Wait, "最近被拒绝"),
        Outcome::Snoozed | Outcome::Released => Badge::new(Tone::Quiet, "暂缓"),
        Outcome::Failed | Outcome::Lost => Badge::new(Tone::Bad, "最近失败"),
    }
}

fn note(last: &LastTry) -> String {
    let when = format!("{}，任务 {}", words::second(last.at), last.job);
    match &last.error {
        Some(error) => format!("{when}：{error}"),
        None => when,
    }
}
