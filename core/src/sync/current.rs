//! What the employment system should hold for a student now.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::destination::{Agreement, Destination, Registered};
use crate::{
    case::State,
    db::{
        Conn,
        schema::{agreements, cases, destination_sync, destinations, students},
    },
    ids::StudentId,
};

/// A student's destination with its version.
#[derive(Debug, Clone, PartialEq)]
pub struct Current {
    /// 考生号.
    pub student_ref: String,
    /// Rises with every change.
    pub version: i64,
    /// The version that the employment system holds already.
    pub pushed_version: i64,
    /// While dormant, nothing of the student is pushed (5.2).
    pub dormant: bool,
    /// The destination itself.
    pub destination: Destination,
}

impl Current {
    /// Does the employment system not hold this version yet?
    pub fn is_ahead(&self) -> bool {
        self.version > self.pushed_version
    }
}

/// Reads version and destination as one snapshot; none for a student of whom nothing was ever effective.
pub async fn current(conn: &mut Conn, student: StudentId) -> QueryResult<Option<Current>> {
    conn.build_transaction()
        .read_only()
        .repeatable_read()
        .run(async |conn| {
            let found = destination_sync::table
                .inner_join(students::table)
                .filter(destination_sync::student_id.eq(student))
                .select((
                    students::ref_,
                    destination_sync::version,
                    destination_sync::pushed_version,
                    students::dormant_since.is_not_null(),
                    destination_sync::changed_at,
                ))
                .first::<(String, i64, i64, bool, DateTime<Utc>)>(conn)
                .await
                .optional()?;
            let Some((student_ref, version, pushed_version, dormant, changed_at)) = found else {
                return Ok(None);
            };
            let destination = effective(conn, student)
                .await?
                .unwrap_or_else(|| Destination::unplaced(changed_at));
            Ok(Some(Current {
                student_ref,
                version,
                pushed_version,
                dormant,
                destination,
            }))
        })
        .await
}

/// The destination of the student's effective case. The one-place rule leaves at most one (5.1).
async fn effective(conn: &mut Conn, student: StudentId) -> QueryResult<Option<Destination>> {
    let found = cases::table
        .left_join(agreements::table)
        .left_join(destinations::table)
        .filter(cases::student_id.eq(student))
        .filter(cases::occupies)
        .select((
            State::as_select(),
            cases::entered_at,
            Option::<Agreement>::as_select(),
            Option::<Registered>::as_select(),
        ))
        .first::<(State, DateTime<Utc>, Option<Agreement>, Option<Registered>)>(conn)
        .await
        .optional()?;
    Ok(found
        .filter(|(state, ..)| state.is_effective())
        .and_then(|(_, since, agreement, registered)| {
            let by_agreement = agreement.map(|agreement| Destination::by_agreement(agreement, since));
            by_agreement.or(registered.map(|registered| Destination::registered(registered, since)))
        }))
}
