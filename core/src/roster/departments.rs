//! The departments (院系) of a school's roster.

use diesel::{
    QueryResult,
    pg::Pg,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{BigInt, Integer, Text},
};
use diesel_async::RunQueryDsl;

use crate::{db::Conn, ids::SchoolId};

/// The departments of a school that its officers can narrow a list to, in order.
pub async fn departments(mut conn: &Conn, school: SchoolId, cohort: i32) -> QueryResult<Vec<String>> {
    Departments { school, cohort }.load(&mut conn).await
}

/// Jumps through students_roster from one department to the next: a step a department, where DISTINCT would read every
/// student of the school.
#[derive(Debug, Clone, QueryId)]
struct Departments {
    school: SchoolId,
    cohort: i32,
}

impl Query for Departments {
    type SqlType = Text;
}

impl QueryFragment<Pg> for Departments {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("WITH RECURSIVE found (name) AS (");
        self.first(&mut out)?;
        out.push_sql(" UNION ALL SELECT (");
        self.first(&mut out)?;
        out.push_sql(" AND department > found.name) FROM found WHERE found.name IS NOT NULL)");
        out.push_sql(" SELECT name FROM found WHERE name IS NOT NULL");
        Ok(())
    }
}

impl Departments {
    fn first<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("SELECT min(department) FROM students WHERE school_id = ");
        out.push_bind_param::<BigInt, _>(&self.school.0)?;
        out.push_sql(" AND cohort = ");
        out.push_bind_param::<Integer, _>(&self.cohort)
    }
}
