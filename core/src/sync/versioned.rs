//! What the employment system should hold of a student, and what it is to be told next.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{
    destination::{Agreement, Destination, Registered},
    in_force,
};
use crate::{
    db::{
        Conn,
        schema::{agreements, cases, destination_sync, destinations, students},
    },
    ids::StudentId,
};

/// A student's destination under its version.
#[derive(Debug, Clone, PartialEq)]
pub struct Versioned {
    /// 考生号.
    pub student_ref: String,
    /// Rises with every change.
    pub version: i64,
    /// The destination itself.
    pub destination: Destination,
}

/// What the employment system holds once everything got through; none for a student of whom nothing was ever effective.
pub async fn current(conn: &mut Conn, student: StudentId) -> QueryResult<Option<Versioned>> {
    conn.build_transaction()
        .read_only()
        .repeatable_read()
        .run(async |conn| match Place::of(conn, student).await? {
            Some(place) => place.current(conn, student).await.map(Some),
            None => Ok(None),
        })
        .await
}

/// What is to be pushed next, as one snapshot. A student left unplaced comes before whatever followed, as long as that has
/// not got through: nothing else clears the dispatch record there (6.8).
///
/// None where everything has got through, and for a dormant student, of whom nothing is pushed (5.2).
pub async fn owed(conn: &mut Conn, student: StudentId) -> QueryResult<Option<Versioned>> {
    conn.build_transaction()
        .read_only()
        .repeatable_read()
        .run(async |conn| match Place::of(conn, student).await? {
            Some(place) if place.dormant || place.pushed_version >= place.version => Ok(None),
            Some(place) => match place.unplaced() {
                Some(unplaced) => Ok(Some(unplaced)),
                None => place.current(conn, student).await.map(Some),
            },
            None => Ok(None),
        })
        .await
}

/// A student's place in the employment system.
#[derive(Queryable, Selectable)]
#[diesel(table_name = destination_sync, check_for_backend(diesel::pg::Pg))]
struct Place {
    #[diesel(select_expression = students::ref_)]
    student_ref: String,
    #[diesel(select_expression = students::dormant_since.is_not_null())]
    dormant: bool,
    version: i64,
    changed_at: DateTime<Utc>,
    pushed_version: i64,
    unplaced_version: Option<i64>,
    unplaced_at: Option<DateTime<Utc>>,
}

impl Place {
    async fn of(conn: &mut Conn, student: StudentId) -> QueryResult<Option<Self>> {
        destination_sync::table
            .inner_join(students::table)
            .filter(destination_sync::student_id.eq(student))
            .select(Self::as_select())
            .first(conn)
            .await
            .optional()
    }

    async fn current(self, conn: &mut Conn, student: StudentId) -> QueryResult<Versioned> {
        let effective = effective(conn, student).await?;
        Ok(Versioned {
            student_ref: self.student_ref,
            version: self.version,
            destination: effective.unwrap_or_else(|| Destination::unplaced(self.changed_at)),
        })
    }

    /// The student without a destination, where the employment system has not heard of it.
    fn unplaced(&self) -> Option<Versioned> {
        let version = self
            .unplaced_version
            .filter(|version| *version > self.pushed_version)?;
        Some(Versioned {
            student_ref: self.student_ref.clone(),
            version,
            destination: Destination::unplaced(self.unplaced_at?),
        })
    }
}

/// The destination of the student's effective case.
async fn effective(conn: &mut Conn, student: StudentId) -> QueryResult<Option<Destination>> {
    let found = in_force(student)
        .left_join(agreements::table)
        .left_join(destinations::table)
        .select((
            cases::entered_at,
            Option::<Agreement>::as_select(),
            Option::<Registered>::as_select(),
        ))
        .first::<(DateTime<Utc>, Option<Agreement>, Option<Registered>)>(conn)
        .await
        .optional()?;
    Ok(found.and_then(|(since, agreement, registered)| {
        let by_agreement = agreement.map(|agreement| Destination::by_agreement(agreement, since));
        by_agreement.or(registered.map(|registered| Destination::registered(registered, since)))
    }))
}
