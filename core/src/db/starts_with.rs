//! Texts that start so.

use diesel::{
    AppearsOnTable, Expression, QueryResult, SelectableExpression,
    expression::{ValidGrouping, is_aggregate},
    pg::Pg,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{Bool, Text},
};

/// A column's text starts with another, whatever characters that has.
///
/// A range by bytes, which an index of `text_pattern_ops` serves. With LIKE it would only where the pattern is known when the
/// statement is planned, and statements are planned without their parameters.
#[derive(Debug, Clone, QueryId)]
pub(crate) struct StartsWith<C> {
    column: C,
    from: String,
    to: String,
}

/// `column` starts with `text`.
pub(crate) fn starts_with<C>(column: C, text: &str) -> StartsWith<C> {
    StartsWith {
        column,
        from: text.to_owned(),
        // The last of all characters, and none that anybody writes.
        to: format!("{text}{}", char::MAX),
    }
}

impl<C: Expression> Expression for StartsWith<C> {
    type SqlType = Bool;
}

impl<C: AppearsOnTable<QS>, QS> AppearsOnTable<QS> for StartsWith<C> {}

impl<C: SelectableExpression<QS>, QS> SelectableExpression<QS> for StartsWith<C> {}

impl<C> ValidGrouping<()> for StartsWith<C> {
    type IsAggregate = is_aggregate::No;
}

impl<C: QueryFragment<Pg>> QueryFragment<Pg> for StartsWith<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" ~>=~ ");
        out.push_bind_param::<Text, _>(&self.from)?;
        out.push_sql(" AND ");
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" ~<~ ");
        out.push_bind_param::<Text, _>(&self.to)
    }
}
