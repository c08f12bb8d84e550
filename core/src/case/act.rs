//! The act path: the one place where a case changes.
//!
//! An act locks the case's student first, so two acts on one student never run beside each other, and with it the settings
//! of the school, so that nobody changes them under it; then it gathers the facts, asks the rules, and writes state, event,
//! audit entry, messages and jobs in one transaction.

use chrono::Utc;
use diesel::{insert_into, pg::Pg, prelude::*, sql_types::BigInt, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::{Value, json};

use super::{
    Actor, Command, Facts, Kind, Question, Refusal, Standing, State, Transition,
    circumstances::{Circumstances, Standings},
    decide, due,
    follow::follow,
    spine::CaseRow,
};
use crate::{
    access::Account,
    audit::{self, Entry},
    db::{
        Conn,
        schema::{case_events, cases, students},
    },
    ids::{CaseId, EventId},
    settings::stay_as_they_are,
};

/// Why an act did not happen. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// There is no such case, or it is not the actor's to see (2.3): the same answer for both.
    #[error("no such case")]
    NotFound,
    /// Someone changed the case since the actor looked at it. The page shows what happened.
    #[error("the case moved on")]
    Moved,
    /// A rule stands against it.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

impl From<Refusal> for ActError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::StateMoved(_) | Refusal::VerdictGiven => ActError::Moved,
            other => ActError::Refused(other),
        }
    }
}

/// Who acts: somebody signed in, or the platform itself (the clock, the end of another case).
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// A signed-in account.
    Account(&'a Account),
    /// The platform.
    System,
}

impl By<'_> {
    pub(super) fn actor(self) -> Result<Actor, ActError> {
        match self {
            By::System => Ok(Actor::System),
            By::Account(account) => Actor::of(&account.role).ok_or(ActError::NotFound),
        }
    }
}

/// What an edit changed, kept with the event.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The values before.
    pub before: Option<Value>,
    /// The values after.
    pub after: Option<Value>,
}

/// A case as an act left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acted {
    /// The case.
    pub case: CaseId,
    /// Its state now.
    pub state: State,
    /// Its version now.
    pub version: i32,
}

/// Gives a command on a case, as the actor saw it at version `seen`, in a transaction of its own.
pub async fn act(
    conn: &mut Conn,
    by: By<'_>,
    case: CaseId,
    seen: i32,
    command: &Command,
) -> Result<Acted, ActError> {
    conn.transaction(async |conn| {
        let held = hold(conn, by, case).await?;
        held.seen_at(seen)?;
        apply(conn, by, held, command, Change::default()).await
    })
    .await
}

/// A case whose student is locked for the rest of the transaction.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) row: CaseRow,
    pub(crate) facts: Facts,
    acted_before: bool,
}

impl Held {
    /// Refuses an act on a page drawn before the last change. A reminder changes nothing that a page shows.
    pub(crate) fn seen_at(&self, version: i32) -> Result<(), ActError> {
        if (self.row.shown_version()..=self.row.version).contains(&version) {
            Ok(())
        } else {
            Err(ActError::Moved)
        }
    }

    /// Why the rules would refuse a command now; none: they would grant it.
    pub(crate) fn refusal(&self, command: &Question) -> Option<Refusal> {
        decide(self.row.state, command, &self.facts).err()
    }
}

/// Locks the student of a case that the actor may see, then reads the case and its facts afresh.
pub(crate) async fn hold(conn: &mut Conn, by: By<'_>, case: CaseId) -> Result<Held, ActError> {
    let locked = students::table
        .filter(students::id.eq_any(student_of(by, case)))
        .select((Standings::as_select(), stay_as_they_are()))
        .for_update();
    let locked: Option<(Standings, String)> = locked.first(conn).await.optional()?;
    let (student, _) = locked.ok_or(ActError::NotFound)?;
    known(conn, by, case, student).await
}

/// The same without the lock, for a page that says what can be done. The act asks again.
pub(crate) async fn look(conn: &mut Conn, by: By<'_>, case: CaseId) -> Result<Held, ActError> {
    let student = students::table
        .filter(students::id.eq_any(student_of(by, case)))
        .select(Standings::as_select())
        .first(conn)
        .await
        .optional()?;
    known(conn, by, case, student.ok_or(ActError::NotFound)?).await
}

/// The student of a case that the actor may see.
fn student_of(by: By<'_>, case: CaseId) -> cases::BoxedQuery<'static, Pg, BigInt> {
    let of_case = cases::table
        .filter(cases::id.eq(case))
        .select(cases::student_id)
        .into_boxed();
    match by {
        By::Account(account) => of_case.filter(account.scope().cases()),
        By::System => of_case,
    }
}

async fn known(conn: &mut Conn, by: By<'_>, case: CaseId, student: Standings) -> Result<Held, ActError> {
    let actor = by.actor()?;
    let row: CaseRow = cases::table
        .find(case)
        .select(CaseRow::as_select())
        .first(conn)
        .await?;
    let circumstances = Circumstances::of(conn, &row.place(), student).await?;
    let acted_before = circumstances.acted_before();
    Ok(Held {
        facts: circumstances.facts(actor),
        row,
        acted_before,
    })
}

/// Asks the rules, and writes what they answer. `change` is what the caller edited in the same transaction.
pub(crate) async fn apply(
    conn: &mut Conn,
    by: By<'_>,
    held: Held,
    command: &Command,
    change: Change,
) -> Result<Acted, ActError> {
    command.is_meant_for(held.row.id)?;
    let from = held.row.state;
    let transition = decide(from, command, &held.facts)?;
    let to = transition.to;
    let now = Utc::now();
    let leaves_draft = from == from.kind().draft() && to != from;
    let due_at = (from != to).then(|| due::due_at(to, now)).flatten();
    let reminded = if *command == Command::Remind {
        held.row.reminded + 1
    } else {
        0
    };
    update(cases::table.find(held.row.id))
        .set((
            cases::state.eq(to.as_str()),
            cases::version.eq(cases::version + 1),
            cases::reminded.eq(reminded),
            (from != to).then_some(cases::entered_at.eq(now)),
            due_at.map(|due| cases::due_at.eq(due)),
            leaves_draft.then_some(cases::submitted_at.eq(now)),
            (from != to && is_decided(to)).then_some(cases::decided_at.eq(now)),
        ))
        .execute(conn)
        .await?;
    let row = CaseRow {
        state: to,
        version: held.row.version + 1,
        reminded,
        entered_at: if from == to { held.row.entered_at } else { now },
        due_at: due_at.or(held.row.due_at),
        ..held.row
    };
    record(
        conn,
        by,
        &row,
        from,
        command,
        change,
        &transition,
        held.acted_before,
    )
    .await
}

fn is_decided(state: State) -> bool {
    matches!(state.standing(), Standing::Effective | Standing::Ended)
}

/// Event, audit entry, and everything that follows from the transition.
#[expect(
    clippy::too_many_arguments,
    reason = "the one place where all of an act comes together"
)]
pub(super) async fn record(
    conn: &mut Conn,
    by: By<'_>,
    row: &CaseRow,
    from: State,
    command: &Command,
    change: Change,
    transition: &Transition,
    acted_before: bool,
) -> Result<Acted, ActError> {
    let (reason_code, text) = command.words();
    let account = match by {
        By::Account(account) => Some(account),
        By::System => None,
    };
    let event: EventId = insert_into(case_events::table)
        .values((
            case_events::case_id.eq(row.id),
            case_events::version.eq(row.version),
            case_events::actor.eq(by.actor()?.as_str()),
            case_events::account_id.eq(account.map(|account| account.id)),
            case_events::command.eq(command.as_str()),
            case_events::from_state.eq(from.as_str()),
            case_events::to_state.eq(row.state.as_str()),
            case_events::reason_code.eq(reason_code),
            case_events::text.eq(text),
            case_events::before.eq(change.before),
            case_events::after.eq(change.after),
        ))
        .returning(case_events::id)
        .get_result(conn)
        .await?;
    audit::write(conn, &entry(account, row, from, command)).await?;
    follow(conn, row, event, &transition.effects, acted_before).await?;
    Ok(Acted {
        case: row.id,
        state: row.state,
        version: row.version,
    })
}

fn entry(account: Option<&Account>, row: &CaseRow, from: State, command: &Command) -> Entry {
    let act = format!("case.{}", command.as_str());
    let entry = match account {
        Some(account) => Entry::of(account, act, "case", Some(row.id.0)),
        None => Entry::system(act, "case", Some(row.id.0)),
    };
    let moved =
        json!({ "kind": kind(row), "from": from.as_str(), "to": row.state.as_str(), "version": row.version });
    entry.in_school(row.school_id).with(moved)
}

fn kind(row: &CaseRow) -> &'static str {
    Kind::as_str(row.state.kind())
}
