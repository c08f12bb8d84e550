//! How many cases a list has. The count of a list and the count on the home page ask the same of a case (I8).

use diesel::{
    dsl::{count_star, exists, not},
    pg::Pg,
    prelude::*,
    sql_types::Bool,
};
use diesel_async::RunQueryDsl;

use super::{filter::Filter, line::listed};
use crate::{
    access::Scope,
    case::State,
    db::{
        Conn,
        schema::{cases, students},
    },
};

/// How many cases the whole list has.
pub async fn count(mut conn: &Conn, scope: &Scope, filter: &Filter) -> QueryResult<i64> {
    if filter.search.is_some() || filter.company.is_some() {
        return listed(scope, filter).select(count_star()).first(&mut conn).await;
    }
    // Without a join the index alone answers for most lists.
    cases::table
        .into_boxed()
        .filter(scope.cases())
        .filter(filter.on_case())
        .filter(on_roster(scope, filter.cohort))
        .select(count_star())
        .first(&mut conn)
        .await
}

/// How many open cases of each state are in reach, all modules at once: the counts on the home page (I8).
pub async fn open_counts(mut conn: &Conn, scope: &Scope, cohort: i32) -> QueryResult<Vec<(State, i64)>> {
    cases::table
        .filter(scope.cases())
        .filter(cases::cohort.eq(cohort))
        .filter(cases::open)
        .filter(on_roster(scope, cohort))
        .group_by((cases::kind, cases::state))
        .select((State::as_select(), count_star()))
        .load(&mut conn)
        .await
}

/// The student is not dormant. Looks only at the few that are, so that the rest need not be read.
fn on_roster(scope: &Scope, cohort: i32) -> Box<dyn BoxableExpression<cases::table, Pg, SqlType = Bool>> {
    let dormant = students::table
        .filter(students::id.eq(cases::student_id))
        .filter(scope.students())
        .filter(students::cohort.eq(cohort))
        .filter(students::dormant_since.is_not_null());
    Box::new(not(exists(dormant)))
}
