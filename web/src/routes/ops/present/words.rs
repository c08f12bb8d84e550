//! What queues, kinds, states and outcomes are called, and how moments read to whoever compares them with a log.

use chrono::{DateTime, TimeDelta, Utc};
use wq_core::{
    jobs::{
        Job, JobState, Outcome, Queue,
        payloads::{
            ExpireInvitation, LookUpCompany, MakeDocument, Prune, PushContact, PushDestination, ReadGraduate,
            Remind, SendCode, SendMessage, TellOperators,
        },
    },
    time::beijing,
};

use crate::view::badge::{Badge, Tone};

/// The kinds of job, with what they do.
pub const KINDS: [(&str, &str); 11] = [
    (PushDestination::KIND, "推送去向"),
    (LookUpCompany::KIND, "查询单位"),
    (ReadGraduate::KIND, "查询学生信息"),
    (SendMessage::KIND, "发送消息"),
    (SendCode::KIND, "发送验证码"),
    (PushContact::KIND, "推送联系方式"),
    (ExpireInvitation::KIND, "邀请到期"),
    (Remind::KIND, "到期前提醒"),
    (MakeDocument::KIND, "生成协议书"),
    (TellOperators::KIND, "通知运维人员"),
    (Prune::KIND, "清理过期数据"),
];

/// The kind of that name, if there is one.
pub fn known_kind(name: &str) -> Option<&'static str> {
    KINDS.iter().map(|(kind, _)| *kind).find(|kind| *kind == name)
}

/// A kind: `推送去向 push_destination`. One that was retired since is called by its name alone.
pub fn kind(name: &str) -> String {
    let known = KINDS.iter().find(|(kind, _)| *kind == name);
    known.map_or_else(|| name.to_owned(), |(kind, words)| format!("{words} {kind}"))
}

/// A queue: `推送 push`.
pub fn queue(queue: Queue) -> String {
    format!("{} {queue}", queue.label())
}

/// A state, as the columns of the table of queues call it.
pub fn state(state: JobState) -> Badge {
    match state {
        JobState::Ready => Badge::new(Tone::Info, "待执行"),
        JobState::Running => Badge::new(Tone::Info, "执行中"),
        JobState::Done => Badge::new(Tone::Ok, "已完成"),
        JobState::Dead => Badge::new(Tone::Bad, "已失败"),
        JobState::Cancelled => Badge::new(Tone::Quiet, "已取消"),
    }
}

/// How an attempt ended; none: it has not.
pub fn outcome(outcome: Option<Outcome>) -> Badge {
    match outcome {
        None => Badge::new(Tone::Info, "执行中"),
        Some(Outcome::Done) => Badge::new(Tone::Ok, "完成"),
        Some(Outcome::Failed) => Badge::new(Tone::Bad, "失败"),
        Some(Outcome::Hopeless) => Badge::new(Tone::Bad, "无法完成"),
        Some(Outcome::Snoozed) => Badge::new(Tone::Quiet, "推迟"),
        Some(Outcome::Released) => Badge::new(Tone::Quiet, "退回"),
        Some(Outcome::Lost) => Badge::new(Tone::Wait, "中断"),
    }
}

/// A moment, to the second: `2027-05-08 10:21:07`.
pub fn second(at: DateTime<Utc>) -> String {
    beijing(at).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// How long something took: `32 毫秒`, `5.0 秒`.
pub fn took(time: TimeDelta) -> String {
    match time.num_milliseconds().max(0) {
        millis @ 0..1000 => format!("{millis} 毫秒"),
        millis => format!("{}.{} 秒", millis / 1000, millis % 1000 / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::ops::queues::STATES;

    #[test]
    fn states_have_the_names_of_their_columns() {
        for known in JobState::ALL {
            assert!(STATES.contains(&state(*known).label.as_str()));
        }
    }

    #[test]
    fn a_time_is_told_in_milliseconds_or_tenths_of_seconds() {
        assert_eq!(took(TimeDelta::milliseconds(-3)), "0 毫秒");
        assert_eq!(took(TimeDelta::milliseconds(999)), "999 毫秒");
        assert_eq!(took(TimeDelta::milliseconds(61_250)), "61.2 秒");
    }

    #[test]
    fn a_kind_that_is_not_ours_is_not_filtered_by() {
        assert_eq!(known_kind("push_destination"), Some("push_destination"));
        assert_eq!(known_kind("' OR 1=1"), None);
        assert_eq!(kind("retired_long_ago"), "retired_long_ago");
    }
}
