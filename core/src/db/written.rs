//! What the query builder has no words for.

use std::marker::PhantomData;

use diesel::{
    AppearsOnTable, Expression, QueryResult, SelectableExpression,
    expression::{TypedExpressionType, ValidGrouping, is_aggregate},
    pg::Pg,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::Bool,
};

/// An expression written out in SQL: a condition, where nothing else is said. Its text is fixed, so that the statement around it is prepared once a connection like every
/// other; one with `diesel::dsl::sql` in it is prepared and planned each time that it is run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<ST = Bool>(&'static str, PhantomData<ST>);

/// An expression of a type.
pub(crate) const fn written<ST>(sql: &'static str) -> Written<ST> {
    Written(sql, PhantomData)
}

impl<ST: TypedExpressionType> Expression for Written<ST> {
    type SqlType = ST;
}

impl<QS, ST: TypedExpressionType> AppearsOnTable<QS> for Written<ST> {}

impl<QS, ST: TypedExpressionType> SelectableExpression<QS> for Written<ST> {}

impl<ST> ValidGrouping<()> for Written<ST> {
    type IsAggregate = is_aggregate::No;
}

impl<ST> QueryId for Written<ST> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<ST> QueryFragment<Pg> for Written<ST> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("(");
        out.push_sql(self.0);
        out.push_sql(")");
        Ok(())
    }
}
