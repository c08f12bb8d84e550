//! The clock's own rules: until when an answer or a stamped copy is awaited, and when those who owe it are reminded. Pure,
//! as [`super::decide()`] is: the time is given.
//!
//! Nobody waits for ever. An invitation ends by itself; what would hold a student fast, a company that does not answer a
//! termination and a copy that nobody uploads, is overdue after [`DAYS`] and shows as that to the school (section 15).

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::{Module, State, offline, online, termination};
use crate::time::{beijing, end_of};

/// Days to answer a termination, or to upload a stamped copy.
pub const DAYS: u64 = 15;

/// The days, from the one on which it was asked, on whose mornings a reminder goes out.
const REMINDED_ON: [u64; 3] = [3, 7, 12];

/// From nine in the morning, when reminders go out, to the end of the day.
const MORNING_TO_MIDNIGHT: TimeDelta = TimeDelta::hours(15);

/// What somebody who is no reviewer owes a case by a certain day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// A student's answer to an invitation, which ends by itself.
    Invitation,
    /// The agreement with the company's stamp.
    StampedCopy,
    /// The other side's answer to a termination.
    Answer,
}

/// What a case in this state waits for, unless it waits for a reviewer or for nobody.
pub fn awaited(state: State) -> Option<Awaited> {
    match state {
        State::Online(state) => (state == online::State::Invited).then_some(Awaited::Invitation),
        State::Offline(state) => {
            (state == offline::State::AwaitingStampedCopy).then_some(Awaited::StampedCopy)
        }
        State::Termination(state) => match state {
            termination::State::AskedByStudent | termination::State::AskedByCompany => Some(Awaited::Answer),
            termination::State::Draft
            | termination::State::Withdrawn
            | termination::State::Refused
            | termination::State::InReview(_)
            | termination::State::Returned
            | termination::State::Failed
            | termination::State::Terminated
            | termination::State::Abandoned => None,
        },
        State::Paper(_) | State::Destination(_) => None,
    }
}

/// The states in which a case of a module can be overdue.
pub fn that_can_be_overdue(module: Module) -> impl Iterator<Item = State> {
    State::all()
        .filter(move |state| Module::of(state.kind()) == module)
        .filter(|state| matches!(awaited(*state), Some(Awaited::StampedCopy | Awaited::Answer)))
}

/// When what a case owes from now on is due, where its state says so: at the end of the fifteenth day. Of an invitation the
/// company says.
pub fn due_at(state: State, entered_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match awaited(state)? {
        Awaited::Invitation => None,
        Awaited::StampedCopy | Awaited::Answer => Some(end_of_day(entered_at, DAYS)),
    }
}

/// Has the day passed by which somebody had to answer or to upload?
pub fn is_overdue(state: State, due_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    matches!(awaited(state), Some(Awaited::StampedCopy | Awaited::Answer))
        && due_at.is_some_and(|due| due <= now)
}

/// When those who owe it are reminded, the first time first: of an invitation on the morning of its last day, of everything
/// else on the mornings of the third, seventh and twelfth day.
pub fn reminders(
    state: State,
    entered_at: DateTime<Utc>,
    due_at: Option<DateTime<Utc>>,
) -> Vec<DateTime<Utc>> {
    let (Some(awaited), Some(due)) = (awaited(state), due_at) else {
        return Vec::new();
    };
    let mornings = match awaited {
        Awaited::Invitation => vec![due - MORNING_TO_MIDNIGHT],
        Awaited::StampedCopy | Awaited::Answer => REMINDED_ON
            .map(|days| end_of_day(entered_at, days) - MORNING_TO_MIDNIGHT)
            .to_vec(),
    };
    let between = |morning: &DateTime<Utc>| entered_at < *morning && *morning < due;
    mornings.into_iter().filter(between).collect()
}

/// What is to be done about reminding somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A reminder is owed now; of those that were missed, one.
    Now,
    /// The next one is owed then.
    At(DateTime<Utc>),
    /// None is owed any more.
    Never,
}

/// Whose turn it is among `reminders`, where the last one went out at `last`. After the due day nobody is reminded: what is
/// overdue is the school's to look after.
pub fn turn(
    reminders: &[DateTime<Utc>],
    last: Option<DateTime<Utc>>,
    due_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Turn {
    if due_at.is_none_or(|due| due <= now) {
        return Turn::Never;
    }
    let passed = reminders.iter().rev().find(|at| **at <= now);
    if passed.is_some_and(|at| last.is_none_or(|last| last < *at)) {
        return Turn::Now;
    }
    let next = reminders.iter().find(|at| **at > now);
    next.map_or(Turn::Never, |at| Turn::At(*at))
}

fn end_of_day(from: DateTime<Utc>, days: u64) -> DateTime<Utc> {
    end_of(beijing(from).date_naive() + Days::new(days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Kind;

    fn state(kind: Kind, text: &str) -> State {
        State::parse(kind, text).expect("a state")
    }

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).expect("a time").to_utc()
    }

    const ASKED: &str = "2027-03-01T10:30:00+08:00";

    #[test]
    fn an_answer_to_a_termination_and_a_stamped_copy_are_due_at_the_end_of_the_fifteenth_day() {
        for awaiting in [
            state(Kind::Termination, "asked_by_student"),
            state(Kind::Termination, "asked_by_company"),
            state(Kind::Offline, "awaiting_stamped_copy"),
        ] {
            let due = due_at(awaiting, at(ASKED)).expect("a day");
            assert_eq!(due, at("2027-03-17T00:00:00+08:00"));
            assert!(!is_overdue(awaiting, Some(due), at("2027-03-16T23:59:59+08:00")));
            assert!(is_overdue(awaiting, Some(due), due));
        }
        let invited = state(Kind::Online, "invited");
        assert_eq!(due_at(invited, at(ASKED)), None, "the company says");
        assert!(!is_overdue(invited, Some(at(ASKED)), at("2027-04-01T00:00:00Z")));
    }

    #[test]
    fn reminders_go_out_on_the_mornings_of_the_third_seventh_and_twelfth_day() {
        let asked = state(Kind::Termination, "asked_by_student");
        let due = due_at(asked, at(ASKED));
        let mornings = reminders(asked, at(ASKED), due);
        let expected = ["2027-03-04", "2027-03-08", "2027-03-13"];
        assert_eq!(mornings, expected.map(|day| at(&format!("{day}T09:00:00+08:00"))));
    }

    #[test]
    fn an_invitation_is_recalled_on_the_morning_of_its_last_day() {
        let invited = state(Kind::Online, "invited");
        let due = Some(at("2027-03-06T00:00:00+08:00"));
        assert_eq!(
            reminders(invited, at(ASKED), due),
            [at("2027-03-05T09:00:00+08:00")]
        );
        let sent_this_noon = at("2027-03-05T12:00:00+08:00");
        assert!(reminders(invited, sent_this_noon, due).is_empty());
    }

    #[test]
    fn what_waits_for_a_reviewer_or_for_nobody_reminds_nobody() {
        for state in State::all().filter(|state| awaited(*state).is_none()) {
            assert_eq!(due_at(state, at(ASKED)), None, "{state:?}");
            assert!(reminders(state, at(ASKED), Some(at("2027-09-01T00:00:00Z"))).is_empty());
        }
    }

    #[test]
    fn each_reminder_has_one_turn_and_of_missed_ones_the_last() {
        let [first, second] = ["2027-03-04T09:00:00+08:00", "2027-03-08T09:00:00+08:00"].map(at);
        let (mornings, due) = ([first, second], Some(at("2027-03-17T00:00:00+08:00")));
        let hour = TimeDelta::hours(1);
        let of = |last, now| turn(&mornings, last, due, now);
        assert_eq!(of(None, first - hour), Turn::At(first));
        assert_eq!(of(None, first), Turn::Now);
        assert_eq!(of(Some(first), first + hour), Turn::At(second));
        assert_eq!(of(None, second + hour), Turn::Now, "two were missed, one is owed");
        assert_eq!(of(Some(second + hour), second + hour), Turn::Never);
        assert_eq!(of(None, due.expect("a day")), Turn::Never);
    }
}
