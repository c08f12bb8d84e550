//! The cases of a list that are nearest to a place in it.

use diesel::{
    QueryResult,
    dsl::Select,
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    query_dsl::methods::SelectDsl,
    sql_types::{Array, BigInt, Text},
};

use super::{
    filter::{Filter, Order},
    page::{Cursor, beside},
    pick::{Picked, pick, pick_but_for_state},
};
use crate::{
    access::Scope,
    db::written::{Written, written},
};

/// A case is in the state that is being walked.
const WALKED: Written = written("cases.kind = walked.kind AND cases.state = walked.state");

/// What is selected of the cases nearest to a place, those that follow it or those that precede it: at most `most`. `entered_at` and
/// `id` are among it.
///
/// Of several states the nearest of each are taken and the nearest of those: every state is walked through the index in its
/// order and no farther than a page, where one walk through all states would read and sort them whole. The states are no part of
/// the statement's text, so that the lists of all groups share one plan. What finds few is read whole and sorted.
pub(super) struct Nearest<Q> {
    /// Kinds and names of the states that are walked one by one; none: the walk knows no states.
    states: Option<(Vec<&'static str>, Vec<&'static str>)>,
    walk: Q,
    ascending: bool,
    most: i64,
}

/// The nearest cases of a list beside a place.
pub(super) fn nearest<S>(
    selected: S,
    scope: &Scope,
    filter: &Filter,
    from: Option<Cursor>,
    forward: bool,
    most: i64,
) -> Nearest<Select<Picked, S>>
where
    S: Expression,
    Picked: SelectDsl<S>,
{
    let (states, picked) = match &filter.states {
        Some(states) if !filter.finds_few() => {
            let words = states.iter().map(|state| (state.kind().as_str(), state.as_str()));
            let of_one = pick_but_for_state(scope, filter).filter(WALKED);
            (Some(words.unzip()), of_one)
        }
        _ => (None, pick(scope, filter)),
    };
    let walk = beside(picked, filter.order, from, forward).limit(most);
    Nearest {
        states,
        walk: SelectDsl::select(walk, selected),
        ascending: forward == (filter.order == Order::OldestFirst),
        most,
    }
}

impl<Q: Query> Query for Nearest<Q> {
    type SqlType = Q::SqlType;
}

impl<Q> QueryId for Nearest<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for Nearest<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let Some((kinds, states)) = &self.states else {
            return self.walk.walk_ast(out);
        };
        out.push_sql("SELECT nearest.* FROM unnest(");
        out.push_bind_param::<Array<Text>, _>(kinds)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Text>, _>(states)?;
        out.push_sql(") AS walked (kind, state), LATERAL (");
        self.walk.walk_ast(out.reborrow())?;
        out.push_sql(if self.ascending {
            ") AS nearest ORDER BY nearest.entered_at, nearest.id LIMIT "
        } else {
            ") AS nearest ORDER BY nearest.entered_at DESC, nearest.id DESC LIMIT "
        });
        out.push_bind_param::<BigInt, _>(&self.most)
    }
}

/// The rows of two queries, as one statement.
pub(super) struct Both<Q>(pub Q, pub Q);

impl<Q: Query> Query for Both<Q> {
    type SqlType = Q::SqlType;
}

impl<Q> QueryId for Both<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for Both<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("(");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") UNION ALL (");
        self.1.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}
