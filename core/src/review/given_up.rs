//! The destinations that a student gave up (作废), rules 8.6 and 11.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    access::Scope,
    case::Kind,
    db::{
        Conn,
        schema::{cases, destinations},
    },
    destination::Details,
    ids::{CaseId, StudentId},
};

/// One destination that was given up.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = cases, check_for_backend(diesel::pg::Pg))]
pub struct GivenUp {
    /// Its case.
    pub id: CaseId,
    /// When it was given up.
    #[diesel(column_name = entered_at)]
    pub at: DateTime<Utc>,
    /// What had been registered, in full.
    #[diesel(embed)]
    pub details: Details,
}

/// Every destination in reach that a student gave up, the last one first. Served by cases_student.
pub async fn given_up(mut conn: &Conn, scope: &Scope, student: StudentId) -> QueryResult<Vec<GivenUp>> {
    cases::table
        .inner_join(destinations::table)
        .filter(cases::student_id.eq(student))
        .filter(cases::kind.eq(Kind::Destination))
        .filter(cases::state.eq("given_up"))
        .filter(scope.cases())
        .order(cases::id.desc())
        .select(GivenUp::as_select())
        .load(&mut conn)
        .await
}
