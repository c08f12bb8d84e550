//! A condition that the query builder has no words for.

use diesel::{
    AppearsOnTable, Expression, QueryResult, SelectableExpression,
    expression::{ValidGrouping, is_aggregate},
    pg::Pg,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::Bool,
};

/// A condition written out in SQL. Its text is fixed, so that the statement around it is prepared once a connection like every
/// other; one with `diesel::dsl::sql` in it is prepared and planned each time that it is run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written(pub &'static str);

impl Expression for Written {
    type SqlType = Bool;
}

impl<QS> AppearsOnTable<QS> for Written {}

impl<QS> SelectableExpression<QS> for Written {}

impl ValidGrouping<()> for Written {
    type IsAggregate = is_aggregate::No;
}

impl QueryId for Written {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl QueryFragment<Pg> for Written {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("(");
        out.push_sql(self.0);
        out.push_sql(")");
        Ok(())
    }
}
