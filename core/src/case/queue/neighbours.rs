//! The cases beside one in its list.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{exists, select},
    prelude::*,
    sql_types::Bool,
};
use diesel_async::RunQueryDsl;

use super::{
    filter::Filter,
    nearest::{Both, nearest},
    page::Cursor,
    wanted::{Group, Wanted},
};
use crate::{
    access::{Account, Scope},
    case::{Module, awaited},
    db::{
        Conn,
        schema::{cases, students},
    },
    ids::CaseId,
    settings::Office,
};

/// The cases before and after one, in the list's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Neighbours {
    /// The case before.
    pub previous: Option<CaseId>,
    /// The case after.
    pub next: Option<CaseId>,
}

/// Where a case of a module stands in the lists; none where it is out of reach.
pub async fn place(
    mut conn: &Conn,
    scope: &Scope,
    module: Module,
    case: CaseId,
) -> QueryResult<Option<Cursor>> {
    let found = cases::table
        .filter(cases::id.eq(case))
        .filter(cases::module.eq(module))
        .filter(scope.cases())
        .select(cases::entered_at)
        .first(&mut conn)
        .await
        .optional()?;
    Ok(found.map(|entered_at| Cursor { entered_at, id: case }))
}

/// Was a case of a module handed in by a student in reach, and taken back before anybody decided? To officers nothing else is said of
/// it.
pub async fn was_taken_back(
    mut conn: &Conn,
    scope: &Scope,
    module: Module,
    case: CaseId,
) -> QueryResult<bool> {
    let drafts = cases::table
        .inner_join(students::table)
        .filter(cases::id.eq(case))
        .filter(cases::module.eq(module))
        .filter(cases::state.eq("draft"))
        .filter(cases::version.gt(1))
        .filter(scope.students());
    select(exists(drafts)).get_result(&mut conn).await
}

/// The neighbours of a place in a list, whether or not the case that stood there is still on it.
pub async fn neighbours(
    mut conn: &Conn,
    scope: &Scope,
    filter: &Filter,
    at: Cursor,
) -> QueryResult<Neighbours> {
    let beside = |forward: bool| {
        let selected = (cases::entered_at, cases::id, forward.into_sql::<Bool>());
        nearest(selected, scope, filter, Some(at), forward, 1)
    };
    let found: Vec<(DateTime<Utc>, CaseId, bool)> = Both(beside(false), beside(true)).load(&mut conn).await?;
    let of = |wanted: bool| {
        found
            .iter()
            .find(|(.., forward)| *forward == wanted)
            .map(|(_, case, _)| *case)
    };
    Ok(Neighbours {
        previous: of(false),
        next: of(true),
    })
}

/// The case to decide next: the first of a list after a place that waits for the reader; from the list's end it is begun
/// again, and where nothing of the list waits any more, whatever does.
pub async fn next_waiting(
    conn: &Conn,
    by: &Account,
    office: &Office,
    wanted: &Wanted,
    after: Cursor,
) -> QueryResult<Option<CaseId>> {
    let scope = by.scope();
    let mine = awaited(by, office.mode, wanted.module);
    let of_list = wanted.filter(by, office).only(mine);
    let of_module = Wanted::of(wanted.module, Group::Mine).filter(by, office);
    for (filter, from) in [(&of_list, Some(after)), (&of_list, None), (&of_module, None)] {
        if let Some(next) = first(conn, &scope, filter, from).await? {
            return Ok(Some(next));
        }
    }
    Ok(None)
}

async fn first(
    mut conn: &Conn,
    scope: &Scope,
    filter: &Filter,
    from: Option<Cursor>,
) -> QueryResult<Option<CaseId>> {
    let first: Option<(DateTime<Utc>, CaseId)> =
        nearest((cases::entered_at, cases::id), scope, filter, from, true, 1)
            .get_result(&mut conn)
            .await
            .optional()?;
    Ok(first.map(|(_, case)| case))
}
