//! What was taken over of a student, for those who review.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

use super::field::Field;
use crate::{
    codes,
    db::{
        Conn,
        schema::{accounts, student_changes},
    },
    ids::StudentId,
};

/// One time that somebody took over what the employment system says of a student. No `Debug`: it is a person's data.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = student_changes, check_for_backend(diesel::pg::Pg))]
pub struct StudentChange {
    /// When.
    pub at: DateTime<Utc>,
    /// The name of the officer.
    #[diesel(select_expression = accounts::name)]
    pub by: String,
    before: Value,
    after: Value,
}

impl StudentChange {
    /// What it changed: the field, its value before and its value after, as they are shown.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &str, &str)> {
        Field::ALL.iter().filter_map(move |field| {
            let before = self.before.get(field.as_str())?.as_str()?;
            let after = self.after.get(field.as_str())?.as_str()?;
            let shown = |value| field.list().map_or(value, |list| codes::name(list, value));
            Some((*field, shown(before), shown(after)))
        })
    }
}

/// Every time, the last one first. The student is of a case that the reader has been shown.
pub(crate) async fn changes(mut conn: &Conn, student: StudentId) -> QueryResult<Vec<StudentChange>> {
    student_changes::table
        .inner_join(accounts::table)
        .filter(student_changes::student_id.eq(student))
        .order(student_changes::at.desc())
        .select(StudentChange::as_select())
        .load(&mut conn)
        .await
}
