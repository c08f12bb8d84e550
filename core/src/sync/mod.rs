//! A student's place in the employment system: the current destination, and a version that only grows (14.1).

mod destination;
mod pushed;
mod versioned;

pub use destination::{Company, Destination};
pub use pushed::{pushed, unknown_there};
pub use versioned::{Versioned, current, owed};

use diesel::{
    dsl::{case_when, exists, now},
    insert_into,
    prelude::*,
};
use diesel_async::RunQueryDsl;

use crate::{
    case::State,
    db::{
        Conn,
        schema::{cases, destination_sync},
    },
    ids::StudentId,
};

/// The student's effective destination is another now, or reads differently. The caller enqueues the push.
///
/// A student who is left with none is owed to the employment system as unplaced under this version, whatever comes next.
pub(crate) async fn changed(conn: &mut Conn, student: StudentId) -> QueryResult<()> {
    let next = destination_sync::version + 1;
    let (placed, placed_still) = (exists(in_force(student)), exists(in_force(student)));
    insert_into(destination_sync::table)
        .values((
            destination_sync::student_id.eq(student),
            destination_sync::version.eq(1),
        ))
        .on_conflict(destination_sync::student_id)
        .do_update()
        .set((
            destination_sync::version.eq(next),
            destination_sync::changed_at.eq(now),
            destination_sync::unplaced_version
                .eq(case_when(placed, destination_sync::unplaced_version).otherwise(next.nullable())),
            destination_sync::unplaced_at
                .eq(case_when(placed_still, destination_sync::unplaced_at).otherwise(now)),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// The student's case in force, of which the one-place rule leaves at most one (5.1). `occupies` lets its index answer.
#[diesel::dsl::auto_type]
fn in_force(student: StudentId) -> _ {
    let states: Vec<&'static str> = effective_states();
    cases::table
        .filter(cases::student_id.eq(student))
        .filter(cases::occupies)
        .filter(cases::state.eq_any(states))
}

fn effective_states() -> Vec<&'static str> {
    State::all()
        .filter(|state| state.is_effective())
        .map(State::as_str)
        .collect()
}
