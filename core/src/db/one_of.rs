//! Words of our own, written out in a statement.

use diesel::{
    AppearsOnTable, Expression, QueryResult, SelectableExpression,
    expression::{ValidGrouping, is_aggregate},
    pg::Pg,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::Bool,
};

/// A column holds one of some words; none of them: never.
///
/// The words stand in the statement itself. A statement is planned without its parameters, and only of words that it can
/// read does the planner know how common they are, and so which index is the short way.
#[derive(Debug, Clone)]
pub(crate) struct OneOf<C> {
    column: C,
    words: Vec<&'static str>,
}

/// `column IN ('…', …)`. The words are those of our enumerations: letters and underscores.
pub(crate) fn one_of<C>(column: C, words: impl IntoIterator<Item = &'static str>) -> OneOf<C> {
    OneOf {
        column,
        words: words.into_iter().collect(),
    }
}

impl<C: Expression> Expression for OneOf<C> {
    type SqlType = Bool;
}

impl<C: AppearsOnTable<QS>, QS> AppearsOnTable<QS> for OneOf<C> {}

impl<C: SelectableExpression<QS>, QS> SelectableExpression<QS> for OneOf<C> {}

impl<C> ValidGrouping<()> for OneOf<C> {
    type IsAggregate = is_aggregate::No;
}

impl<C> QueryId for OneOf<C> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C: QueryFragment<Pg>> QueryFragment<Pg> for OneOf<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let Some((first, rest)) = self.words.split_first() else {
            out.push_sql("FALSE");
            return Ok(());
        };
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN ('");
        out.push_sql(first);
        for word in rest {
            out.push_sql("', '");
            out.push_sql(word);
        }
        out.push_sql("')");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use diesel::{debug_query, query_dsl::methods::FilterDsl};

    use super::*;
    use crate::db::schema::cases;

    fn sql(words: &[&'static str]) -> String {
        let query = cases::table.filter(one_of(cases::state, words.iter().copied()));
        debug_query::<Pg, _>(&query).to_string()
    }

    #[test]
    fn the_words_stand_in_the_statement() {
        let sql = sql(&["returned", "signed"]);
        assert!(
            sql.contains(r#""cases"."state" IN ('returned', 'signed')"#),
            "{sql}"
        );
        assert!(sql.ends_with("-- binds: []"), "{sql}");
    }

    #[test]
    fn no_word_is_no_case() {
        assert!(sql(&[]).contains("WHERE FALSE"));
    }
}
