//! The cases of a list that are nearest to a place in it, as a condition.

use diesel::{
    AppearsOnTable, Expression, QueryResult, SelectableExpression,
    dsl::IntoBoxed,
    expression::{ValidGrouping, is_aggregate},
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{BigInt, Bool},
};

use super::{
    filter::{Filter, Order},
    page::{Cursor, beside},
    pick::pick,
};
use crate::{access::Scope, db::schema::cases};

type Keys = IntoBoxed<'static, diesel::dsl::Select<cases::table, (cases::entered_at, cases::id)>, Pg>;

/// A case is one of the nearest beside a place: at most `most`, on one side of it.
///
/// Of several states the nearest of each are taken and the nearest of those: every state is walked through the index in its
/// order and no farther than a page, where one walk through all states would read and sort them whole.
pub(super) struct Nearest {
    of_each: Vec<Keys>,
    ascending: bool,
    most: i64,
}

impl Nearest {
    /// The nearest cases of a list beside a place, those that follow it or those that precede it.
    pub(super) fn of(scope: &Scope, filter: &Filter, from: Option<Cursor>, forward: bool, most: i64) -> Self {
        let each = |filter: &Filter| {
            beside(pick(scope, filter), filter.order, from, forward)
                .limit(most)
                .select((cases::entered_at, cases::id))
        };
        let of_each = match &filter.states {
            Some(states) if states.len() > 1 => states
                .iter()
                .map(|state| each(&filter.clone().only(vec![*state])))
                .collect(),
            _ => vec![each(filter)],
        };
        Self {
            of_each,
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
        out.push_sql("\"cases\".\"id\" IN (SELECT id FROM (");
        for (place, query) in self.of_each.iter().enumerate() {
            if place > 0 {
                out.push_sql(" UNION ALL ");
            }
            out.push_sql("(");
            QueryFragment::<Pg>::walk_ast(query, out.reborrow())?;
            out.push_sql(")");
        }
        out.push_sql(if self.ascending {
            ") AS nearest ORDER BY entered_at, id LIMIT "
        } else {
            ") AS nearest ORDER BY entered_at DESC, id DESC LIMIT "
        });
        out.push_bind_param::<BigInt, _>(&self.most)?;
        out.push_sql(")");
        Ok(())
    }
}
