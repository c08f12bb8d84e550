//! What happened to a case, step by step, for everyone who may see it; and all that ever happened to a student.

use chrono::{DateTime, Utc};
use diesel::{dsl::case_when, prelude::*};
use diesel_async::RunQueryDsl;
use serde_json::Value;

use super::{Actor, DeclineReason, Kind, State, questions::commands};
use crate::{
    access::Scope,
    db::{
        Conn,
        schema::{accounts, case_events, cases, verdict_reasons},
    },
    ids::{CaseId, EventId},
    paging::{Page, Turn},
};

/// Steps on a page.
const PAGE: usize = 40;

/// One step of a case.
#[derive(Debug, Clone, Queryable)]
pub struct Happened {
    /// The step.
    pub event: EventId,
    /// The case.
    pub case: CaseId,
    /// The case's version after the step.
    pub version: i32,
    /// When.
    pub at: DateTime<Utc>,
    /// In which role.
    pub actor: Actor,
    /// The name of the account; none for the platform itself.
    pub name: Option<String>,
    /// The command's name ([`super::Command::as_str`]).
    pub command: String,
    /// The kind of the case.
    pub kind: Kind,
    from_state: String,
    to_state: String,
    /// The coded reason of a verdict or of a refusal, in words.
    pub reason: Option<String>,
    reason_code: Option<String>,
    /// The particulars.
    pub text: Option<String>,
    /// The values before an edit.
    pub before: Option<Value>,
    /// The values after an edit.
    pub after: Option<Value>,
}

impl Happened {
    /// The guide's word for the command; the command's own name where the rules no longer know it.
    pub fn label(&self) -> &str {
        let known = commands()
            .into_iter()
            .find(|command| command.as_str() == self.command);
        known.map_or(&self.command, |command| command.label())
    }

    /// The state before; none for a text that the rules no longer know.
    pub fn from(&self) -> Option<State> {
        State::parse(self.kind, &self.from_state)
    }

    /// The state after.
    pub fn to(&self) -> Option<State> {
        State::parse(self.kind, &self.to_state)
    }
}

/// A step as a company reads it: who of the school decided stays between school and student, and of values only those that the
/// company edited itself are its own. What a student took back may be another company's offer.
pub(crate) fn for_company(mut happened: Happened) -> Happened {
    match happened.actor {
        Actor::Company => return happened,
        Actor::Student | Actor::System => {}
        Actor::DepartmentOfficer | Actor::SchoolOfficer => happened.name = None,
    }
    (happened.before, happened.after) = (None, None);
    happened
}

/// Every step of a case in reach, newest first.
pub async fn history(conn: &Conn, scope: &Scope, case: CaseId) -> QueryResult<Vec<Happened>> {
    steps(conn, scope, Of::Case(case)).await
}

/// One page of every step of every case in reach, newest first. For a student, whose cases are few: served by cases_student and
/// the key of case_events.
pub async fn timeline(conn: &Conn, scope: &Scope, turn: Turn) -> QueryResult<Page<Happened>> {
    let rows = steps(conn, scope, Of::Everything(turn)).await?;
    Ok(Page::of(rows, turn, PAGE, |happened| happened.event.0))
}

/// Which steps.
enum Of {
    Case(CaseId),
    Everything(Turn),
}

async fn steps(mut conn: &Conn, scope: &Scope, of: Of) -> QueryResult<Vec<Happened>> {
    // A reason of the school's own hides the national one of the same code.
    let reason = verdict_reasons::table
        .filter(verdict_reasons::code.nullable().eq(case_events::reason_code))
        .filter(verdict_reasons::module.eq(cases::module))
        .filter(
            verdict_reasons::school_id
                .is_null()
                .or(verdict_reasons::school_id.eq(cases::school_id.nullable())),
        )
        .order(verdict_reasons::school_id.asc())
        .select(verdict_reasons::name)
        .limit(1)
        .single_value();
    // Few steps have a reason, and only of those it is looked for.
    let reason = case_when(case_events::reason_code.is_not_null(), reason);
    let all = case_events::table
        .inner_join(cases::table)
        .left_join(accounts::table)
        .filter(scope.cases())
        .select((
            case_events::id,
            case_events::case_id,
            case_events::version,
            case_events::at,
            case_events::actor,
            accounts::name.nullable(),
            case_events::command,
            cases::kind,
            case_events::from_state,
            case_events::to_state,
            reason,
            case_events::reason_code,
            case_events::text,
            case_events::before,
            case_events::after,
        ))
        .into_boxed();
    let page = PAGE as i64 + 1;
    let steps = match of {
        Of::Case(case) => all
            .filter(case_events::case_id.eq(case))
            .order(case_events::version.desc()),
        Of::Everything(Turn::First) => all.order(case_events::id.desc()).limit(page),
        Of::Everything(Turn::Older(id)) => all
            .filter(case_events::id.lt(EventId(id)))
            .order(case_events::id.desc())
            .limit(page),
        Of::Everything(Turn::Newer(id)) => all
            .filter(case_events::id.gt(EventId(id)))
            .order(case_events::id.asc())
            .limit(page),
    };
    Ok(worded(steps.load(&mut conn).await?))
}

/// The reason of a student who declines is not on the lists of verdicts.
fn worded(mut steps: Vec<Happened>) -> Vec<Happened> {
    for step in steps.iter_mut().filter(|step| step.command == "decline") {
        let code = step.reason_code.as_deref().and_then(DeclineReason::parse);
        step.reason = code.map(|code| code.label().to_owned());
    }
    steps
}
