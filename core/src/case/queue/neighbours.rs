//! The cases beside one in its list.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures::try_join;

use super::{
    filter::Filter,
    line::listed,
    page::{Cursor, beside},
};
use crate::{
    access::Scope,
    db::{Conn, schema::cases},
    ids::CaseId,
};

/// The cases before and after one, in the list's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Neighbours {
    /// The case before.
    pub previous: Option<CaseId>,
    /// The case after.
    pub next: Option<CaseId>,
}

/// The neighbours of a place in a list, whether or not the case that stood there is still on it.
pub async fn neighbours(conn: &Conn, scope: &Scope, filter: &Filter, at: Cursor) -> QueryResult<Neighbours> {
    let (previous, next) = try_join!(
        nearest(conn, scope, filter, Some(at), false),
        nearest(conn, scope, filter, Some(at), true)
    )?;
    Ok(Neighbours { previous, next })
}

/// The first case that follows a place in a list; from its end, the list is begun again.
pub async fn first(
    conn: &Conn,
    scope: &Scope,
    filter: &Filter,
    after: Cursor,
) -> QueryResult<Option<CaseId>> {
    match nearest(conn, scope, filter, Some(after), true).await? {
        Some(next) => Ok(Some(next)),
        None => nearest(conn, scope, filter, None, true).await,
    }
}

async fn nearest(
    mut conn: &Conn,
    scope: &Scope,
    filter: &Filter,
    from: Option<Cursor>,
    forward: bool,
) -> QueryResult<Option<CaseId>> {
    beside(listed(scope, filter), filter.order, from, forward)
        .select(cases::id)
        .first(&mut conn)
        .await
        .optional()
}
