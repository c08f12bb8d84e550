//! What each step leaves in the trail and in people's mailboxes, as the act path would have left it.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use wq_core::case::{Actor, Audience, Channel, Notice};

use super::{
    accounts,
    dice::Dice,
    events::{Entry, Event, Message},
    roads::Step,
    tell::{Person, Teller},
    words,
};

impl Teller<'_> {
    /// Event and audit entry, as the act path writes them. Answers the event.
    pub(super) fn record(
        &mut self,
        person: &mut Person,
        place: usize,
        step: &Step,
        at: DateTime<Utc>,
        dice: &mut Dice,
    ) -> i64 {
        self.events += 1;
        let account_id = self.account(person, place, step.actor, dice);
        let playing = &mut person.cases[place];
        let case = &mut playing.case;
        // The act that begins a case leaves it at its first version.
        let version = if case.submitted_at.is_none() && step.from == step.from.kind().draft() {
            1
        } else {
            case.version + 1
        };
        case.version = version;
        let (reason_code, text) = written(step, dice);
        let (id, case_id, school_id) = (self.events, case.id, case.school_id);
        let kind = case.kind;
        let (before, after) = playing.edited(step.command);
        self.sheet.events.push(Event {
            id,
            case_id,
            version,
            at,
            actor: step.actor.as_str(),
            account_id,
            command: step.command,
            from_state: step.from.as_str(),
            to_state: step.to.as_str(),
            reason_code,
            text,
            before,
            after,
        });
        self.sheet.entries.push(Entry {
            at,
            account_id,
            school_id,
            act: format!("case.{}", step.command),
            subject: "case",
            subject_id: case_id,
            detail: json!({ "kind": kind, "from": step.from.as_str(), "to": step.to.as_str(), "version": version }),
        });
        id
    }

    /// Who acts: somebody whose case it is to act on (I4).
    fn account(&self, person: &Person, place: usize, actor: Actor, dice: &mut Dice) -> Option<i64> {
        let student = &person.student;
        match actor {
            Actor::Student => Some(accounts::of_student(student.id)),
            Actor::Company => Some(accounts::of_company(&self.companies[person.cases[place].company])),
            Actor::DepartmentOfficer => self.officers.of_department(student.school_id, student.department),
            Actor::SchoolOfficer => self.officers.of_school(student.school_id, student.level(), dice),
            Actor::System => None,
        }
    }

    /// A message over every channel of the notice, long since sent.
    pub(super) fn message(
        &mut self,
        person: &Person,
        place: usize,
        (event_id, at): (i64, DateTime<Utc>),
        audience: Audience,
        notice: Notice,
    ) {
        let case = &person.cases[place].case;
        let (student_id, company_id) = match audience {
            Audience::Student => (Some(case.student_id), None),
            Audience::Company => (None, case.company_id),
        };
        if student_id.or(company_id).is_none() {
            return;
        }
        for &channel in notice.channels(audience) {
            let reached = channel != Channel::WeChat || person.student.wechat_openid.is_some();
            self.sheet.messages.push(Message {
                event_id,
                case_id: case.id,
                notice: notice.as_str(),
                channel: channel.as_str(),
                student_id,
                company_id,
                state: if reached { "sent" } else { "unreachable" },
                created_at: at,
                sent_at: reached.then(|| at + TimeDelta::seconds(2)),
                read_at: (self.now - at > TimeDelta::days(4)).then(|| at + TimeDelta::hours(5)),
            });
        }
    }
}

/// The words of a verdict.
fn written(step: &Step, dice: &mut Dice) -> (Option<&'static str>, Option<&'static str>) {
    match step.command {
        "return" | "reject" => {
            let (code, text) = words::reason(step.from.kind(), dice);
            (Some(code), Some(text))
        }
        "decline" => words::objection(dice),
        "force" | "approve_one_sided" => (None, Some(words::EXPLANATION)),
        _ => (None, None),
    }
}
