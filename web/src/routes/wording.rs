//! How facts of the domain read on a screen.

use chrono::{
    DateTime, NaiveDate, TimeDelta, Utc,
    format::{Item, StrftimeItems},
};
use std::sync::LazyLock;
use wq_core::{
    case::{AgreementForm, AgreementKind, Standing, State, due},
    time::beijing,
};

use crate::view::badge::{Badge, Tone, Waiting};

/// `2027-05-08 10:21`, read once: a list words a hundred moments.
static MOMENT: LazyLock<Vec<Item<'static>>> =
    LazyLock::new(|| StrftimeItems::new("%Y-%m-%d %H:%M").collect());

/// A moment: `2027-05-08 10:21`.
pub fn moment(at: DateTime<Utc>) -> String {
    beijing(at).format_with_items(MOMENT.iter()).to_string()
}

/// A day: `2027年7月1日`; a dash where there is none.
pub fn day(date: Option<NaiveDate>) -> String {
    date.map_or("—".into(), |date| date.format("%Y年%-m月%-d日").to_string())
}

/// A span of time in its two largest units: `3 天 4 小时`.
pub fn span(seconds: i64) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    match (days, hours) {
        (0, 0) => format!("{} 分钟", minutes.max(1)),
        (0, hours) => format!("{hours} 小时"),
        (days, 0) => format!("{days} 天"),
        (days, hours) => format!("{days} 天 {hours} 小时"),
    }
}

/// The last minute before a moment: the end of a day reads as that day, not as the next.
pub fn last_minute(at: DateTime<Utc>) -> String {
    moment(at - TimeDelta::minutes(1))
}

/// How long an answer may still take: `还剩 2 天`; from the last two days on it is urgent.
pub fn due(at: DateTime<Utc>) -> Badge {
    let left = at - Utc::now();
    if left <= TimeDelta::zero() {
        return Badge::new(Tone::Quiet, "答复期限已过");
    }
    let tone = if left < TimeDelta::days(2) {
        Tone::Wait
    } else {
        Tone::Info
    };
    Badge::new(tone, format!("还剩 {}", span(left.num_seconds())))
}

/// How long an answer or a stamped copy is overdue: `超期 3 天`; none where it is not.
pub fn overdue(state: State, due_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<Badge> {
    let due = due_at.filter(|_| due::is_overdue(state, due_at, now))?;
    Some(Badge::new(
        Tone::Bad,
        format!("超期 {}", span((now - due).num_seconds())),
    ))
}

/// The same as a waiting time that has come to its end.
pub fn late(state: State, due_at: Option<DateTime<Utc>>) -> Option<Waiting> {
    let due = due_at?;
    Some(Waiting {
        text: overdue(state, due_at, Utc::now())?.label,
        since: format!("期限 {}", last_minute(due)),
        level: 5,
    })
}

/// How long a case has waited for a reviewer; none where it does not.
pub fn waiting(state: State, since: DateTime<Utc>) -> Option<Waiting> {
    state.in_review()?;
    let seconds = (Utc::now() - since).num_seconds().max(0);
    let level = match seconds / 86_400 {
        0 => 1,
        1..=2 => 2,
        3..=6 => 3,
        7..=13 => 4,
        _ => 5,
    };
    Some(Waiting {
        text: span(seconds),
        since: format!("自 {}", moment(since)),
        level,
    })
}

/// A state's name and colour. `ends` is what a termination ends.
pub fn badge(state: State, form: AgreementForm, ends: Option<AgreementKind>) -> Badge {
    let tone = match state.standing() {
        Standing::Pending => Tone::Info,
        Standing::InReview(_) | Standing::Waiting => Tone::Wait,
        Standing::Effective => Tone::Ok,
        Standing::Ended => match state.as_str() {
            "rejected" | "voided" | "failed" => Tone::Bad,
            _ => Tone::Quiet,
        },
    };
    Badge::new(tone, state.label(form, ends))
}

/// What a student reads while a form of theirs is in review.
pub const fn handed_in(may_withdraw: bool) -> &'static str {
    match may_withdraw {
        true => "已提交，审核结果会通过微信或短信告知您。审核之前可以撤回修改。",
        false => "已提交，审核结果会通过微信或短信告知您。现在无需操作。",
    }
}

/// Money: `9,000 元`.
pub fn yuan(amount: i32) -> String {
    let digits = amount.to_string();
    let grouped: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|part| str::from_utf8(part).ok())
        .collect();
    format!("{} 元", grouped.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_grouped_by_thousands() {
        assert_eq!(
            (yuan(0).as_str(), yuan(900).as_str(), yuan(1_234_567).as_str()),
            ("0 元", "900 元", "1,234,567 元")
        );
    }

    #[test]
    fn a_span_shows_its_two_largest_units() {
        assert_eq!(
            [span(20), span(7200), span(86_400), span(100_000)],
            ["1 分钟", "2 小时", "1 天", "1 天 3 小时"]
        );
    }
}
