//! What the database holds at the end of a history, and what must be true of it whatever happened.

use diesel::{prelude::*, sql_query, sql_types};
use diesel_async::RunQueryDsl;
use wq_core::case::{Kind, ReviewMode, State, Step};
use wq_core::db::Conn;
use wq_core::db::schema::{case_events, cases};

use crate::cast::SCHOOLS;

/// A case with every step of it, in their order.
#[derive(Debug)]
pub struct History {
    pub id: i64,
    pub school: i64,
    pub state: State,
    pub version: i32,
    pub events: Vec<Event>,
}

/// One row of a history.
#[derive(Debug, Clone)]
pub struct Event {
    pub version: i32,
    pub actor: String,
    pub account: Option<i64>,
    pub command: String,
    pub from: State,
    pub to: State,
}

type EventRow = (i32, String, Option<i64>, String, String, String);

pub async fn histories(conn: &mut Conn) -> Vec<History> {
    let rows: Vec<(i64, i64, Kind, String, i32)> = cases::table
        .order(cases::id)
        .select((
            cases::id,
            cases::school_id,
            (cases::kind),
            cases::state,
            cases::version,
        ))
        .load(conn)
        .await
        .expect("the cases");
    let mut histories = Vec::new();
    for (id, school, kind, state, version) in rows {
        let read = |text: &str| State::parse(kind, text).expect("a state of the kind");
        let rows: Vec<EventRow> = case_events::table
            .filter(case_events::case_id.eq(id))
            .order(case_events::id)
            .select((
                case_events::version,
                case_events::actor,
                case_events::account_id,
                case_events::command,
                case_events::from_state,
                case_events::to_state,
            ))
            .load(conn)
            .await
            .expect("the events");
        let event = |(version, actor, account, command, from, to): EventRow| Event {
            version,
            actor,
            account,
            command,
            from: read(&from),
            to: read(&to),
        };
        histories.push(History {
            id,
            school,
            state: read(&state),
            version,
            events: rows.into_iter().map(event).collect(),
        });
    }
    histories
}

/// I2: nothing comes out of a review approved without the verdict of every step that the school's mode requires, each
/// by an officer of that step. Only a forced termination goes past every review.
pub fn i2_every_step_was_taken(history: &History) {
    let (mode, _) = SCHOOLS[history.school as usize - 1];
    let required: &[Step] = match mode {
        ReviewMode::SchoolOnly => &[Step::School],
        ReviewMode::DepartmentThenSchool => &[Step::Department, Step::School],
    };
    let mut approved = Vec::new();
    for event in &history.events {
        let Some(step) = event.from.in_review() else {
            approved.clear();
            assert!(
                !is_decision(event) || event.command == "force" || event.actor == "system",
                "{event:?} of {history:?}"
            );
            continue;
        };
        if matches!(event.command.as_str(), "approve" | "approve_one_sided") {
            let officer = match step {
                Step::Department => "department_officer",
                Step::School => "school_officer",
            };
            assert_eq!(event.actor, officer, "{event:?} of {history:?}");
            approved.push(step);
            if event.to.in_review().is_none() {
                assert_eq!(approved, required, "{event:?} of {history:?}");
            }
        } else {
            assert!(!is_decision(event), "{event:?} of {history:?}");
        }
    }
}

/// Does the case come into force with this step, or end an agreement?
fn is_decision(event: &Event) -> bool {
    let into_force = event.to.is_effective() && !event.from.is_effective();
    into_force || (event.to.as_str() == "terminated" && event.from != event.to)
}

/// I5: replayed from the draft on, the steps lead to the case as it is.
pub fn i5_the_steps_explain_the_case(history: &History) {
    let mut at = history.state.kind().draft();
    for (version, event) in (1..).zip(&history.events) {
        assert_eq!((event.version, event.from), (version, at), "{history:?}");
        at = event.to;
    }
    assert_eq!(
        (at, history.events.len()),
        (history.state, history.version as usize),
        "{history:?}"
    );
}

#[derive(QueryableByName)]
struct Breach {
    #[diesel(sql_type = sql_types::Text)]
    breach: String,
}

/// What must hold of all cases together.
pub async fn breaches(conn: &mut Conn) -> Vec<String> {
    let found: Vec<Breach> = sql_query(include_str!("breaches.sql"))
        .load(conn)
        .await
        .expect("an answer");
    found.into_iter().map(|breach| breach.breach).collect()
}
