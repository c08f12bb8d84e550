//! The cases of a list that are nearest to a place in it, as a condition.

use diesel::{
    AppearsOnTable, Expression, QueryResult, SelectableExpression,
    dsl::IntoBoxed,
    expression::{ValidGrouping, is_aggregate},
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{Array, BigInt, Bool, Text},
};

use super::{
    filter::{Filter, Order},
    page::{Cursor, beside},
    pick::{pick, pick_but_for_state},
};
use crate::{
    access::Scope,
    db::{schema::cases, written::Written},
};

type Keys = IntoBoxed<'static, diesel::dsl::Select<cases::table, (cases::entered_at, cases::id)>, Pg>;

/// A case is in the state that is being walked.
const WALKED: Written = Written("cases.kind = walked.kind AND cases.state = walked.state");

/// A case is one of the nearest beside a place: at most `most`, on one side of it.
///
/// Of several states the nearest of each are taken and the nearest of those: every state is walked through the index in its
/// order and no farther than a page, where one walk through all states would read and sort them whole. The states are no part of
/// the statement's text, so that the lists of all groups share one plan. What finds few is read whole and sorted.
pub(super) struct Nearest {
    /// Kinds and names of the states that are walked one by one; none: the walk knows no states.
    states: Option<(Vec<&'static str>, Vec<&'static str>)>,
    walk: Keys,
    ascending: bool,
    most: i64,
}

impl Nearest {
    /// The nearest cases of a list beside a place, those that follow it or those that precede it.
    pub(super) fn of(scope: &Scope, filter: &Filter, from: Option<Cursor>, forward: bool, most: i64) -> Self {
        let (states, picked) = match &filter.states {
            Some(states) if !filter.finds_few() => {
                let words = states.iter().map(|state| (state.kind().as_str(), state.as_str()));
                let of_one = pick_but_for_state(scope, filter).filter(WALKED);
                (Some(words.unzip()), of_one)
            }
            _ => (None, pick(scope, filter)),
        };
        Self {
            states,
            walk: beside(picked, filter.order, from, forward)
                .limit(most)
                .select((cases::entered_at, cases::id)),
            ascending: forward == (filter.order == Order::OldestFirst),
            most,
        }
    }
}

impl Expression for Nearest {
    type SqlType = Bool;
}

impl AppearsOnTable<cases::table> for Nearest {}

impl SelectableExpression<cases::table> for Nearest {}

impl ValidGrouping<()> for Nearest {
    type IsAggregate = is_aggregate::No;
}

impl QueryId for Nearest {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl QueryFragment<Pg> for Nearest {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("\"cases\".\"id\" IN (SELECT nearest.id FROM ");
        if let Some((kinds, states)) = &self.states {
            out.push_sql("unnest(");
            out.push_bind_param::<Array<Text>, _>(kinds)?;
            out.push_sql(", ");
            out.push_bind_param::<Array<Text>, _>(states)?;
            out.push_sql(") AS walked (kind, state), LATERAL ");
        }
        out.push_sql("(");
        QueryFragment::<Pg>::walk_ast(&self.walk, out.reborrow())?;
        out.push_sql(if self.ascending {
            ") AS nearest ORDER BY nearest.entered_at, nearest.id LIMIT "
        } else {
            ") AS nearest ORDER BY nearest.entered_at DESC, nearest.id DESC LIMIT "
        });
        out.push_bind_param::<BigInt, _>(&self.most)?;
        out.push_sql(")");
        Ok(())
    }
}
