//! How many students a roster has, by department (院系) and level, as the database keeps it: asked without reading the students.

use diesel::{
    dsl::{not, sum},
    prelude::*,
};
use diesel_async::RunQueryDsl;

use crate::{
    access::{LevelScope, Scope},
    db::{Conn, schema::student_counts},
    ids::SchoolId,
};

/// The departments of a school that its officers can narrow a list to, in order.
pub async fn departments(mut conn: &Conn, school: SchoolId, cohort: i32) -> QueryResult<Vec<String>> {
    student_counts::table
        .filter(student_counts::school_id.eq(school))
        .filter(student_counts::cohort.eq(cohort))
        .filter(student_counts::number.gt(0))
        .select(student_counts::department)
        .distinct()
        .order(student_counts::department)
        .load(&mut conn)
        .await
}

/// How many students of a cohort are in reach and not dormant, of one department or of all.
pub(super) async fn number(
    mut conn: &Conn,
    scope: &Scope,
    cohort: i32,
    department: Option<&str>,
    level: LevelScope,
) -> QueryResult<i64> {
    let mut counts = student_counts::table
        .into_boxed()
        .filter(scope.student_counts())
        .filter(student_counts::cohort.eq(cohort))
        .filter(not(student_counts::dormant));
    if let Some(department) = department {
        counts = counts.filter(student_counts::department.eq(department));
    }
    if level != LevelScope::All {
        counts = counts.filter(student_counts::level.eq(level));
    }
    let number: Option<i64> = counts
        .select(sum(student_counts::number))
        .first(&mut conn)
        .await?;
    Ok(number.unwrap_or(0))
}
