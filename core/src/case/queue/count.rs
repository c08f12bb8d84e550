//! How many cases a list has. The count of a list and the count on the home page ask the same of a case (I8).

use diesel::{
    dsl::{count_star, not, now},
    prelude::*,
};
use diesel_async::RunQueryDsl;

use super::{filter::Filter, pick::pick};
use crate::{
    access::Scope,
    case::{AgreementKind, Module, State, due},
    db::{Conn, one_of::one_of, schema::cases},
};

/// How many cases the whole list has.
pub async fn count(mut conn: &Conn, scope: &Scope, filter: &Filter) -> QueryResult<i64> {
    pick(scope, filter).select(count_star()).first(&mut conn).await
}

/// How many cases are in a state; of terminations, those that end one kind of agreement.
pub type Counted = (State, Option<AgreementKind>, i64);

/// How many open cases of each state are in reach, all modules at once: the counts on the home page (I8).
pub async fn open_counts(mut conn: &Conn, scope: &Scope, cohort: i32) -> QueryResult<Vec<Counted>> {
    cases::table
        .filter(scope.cases())
        .filter(cases::cohort.eq(cohort))
        .filter(cases::open)
        .filter(not(cases::dormant))
        .group_by((cases::kind, cases::state, cases::ends))
        .select((State::as_select(), cases::ends, count_star()))
        .load(&mut conn)
        .await
}

/// How many cases of each module are overdue: the counts on the home page (I8). Served by cases_awaited.
pub async fn overdue_counts(mut conn: &Conn, scope: &Scope, cohort: i32) -> QueryResult<Vec<(Module, i64)>> {
    let states = Module::ALL
        .iter()
        .flat_map(|module| due::that_can_be_overdue(*module))
        .map(State::as_str);
    cases::table
        .filter(scope.cases())
        .filter(cases::cohort.eq(cohort))
        .filter(one_of(cases::state, states))
        .filter(cases::due_at.le(now))
        .filter(not(cases::dormant))
        .group_by(cases::module)
        .select((cases::module, count_star()))
        .load(&mut conn)
        .await
}
