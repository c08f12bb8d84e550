//! A case with its student: the part of the review page that every kind has.

use diesel::{dsl::exists, prelude::*};
use diesel_async::RunQueryDsl;

use crate::{
    access::Scope,
    case::{CaseRow, Module},
    db::{
        Conn,
        schema::{case_files, cases, employment_records, student_changes, students},
        written::{Written, written},
    },
    employment::Record,
    ids::CaseId,
    roster::Student,
};

/// What only some cases have beside them, and is read of those alone.
#[derive(Clone, Copy, Queryable)]
pub(super) struct Has {
    /// Something of the student was taken over from the employment system.
    pub changes: bool,
    /// Files were handed in.
    pub files: bool,
    /// The student gave up another destination.
    pub given_up: bool,
}

/// The student gave up another destination than the case that is looked for.
const GAVE_UP: Written = written(
    "EXISTS (SELECT FROM cases AS other WHERE other.student_id = students.id AND other.id <> cases.id \
     AND other.kind = 'destination' AND other.state = 'given_up')",
);

/// A case with its student.
#[derive(Queryable)]
pub(super) struct Found {
    pub case: CaseRow,
    pub student: Student,
    pub has: Has,
    pub record: Option<Record>,
}

/// A case of a module in reach.
pub(super) async fn find(
    mut conn: &Conn,
    scope: &Scope,
    module: Module,
    case: CaseId,
) -> QueryResult<Option<Found>> {
    let changes = student_changes::table
        .filter(student_changes::student_id.eq(students::id))
        .select(student_changes::id);
    let files = case_files::table
        .filter(case_files::case_id.eq(cases::id))
        .filter(case_files::removed_at.is_null())
        .select(case_files::id);
    cases::table
        .inner_join(students::table.left_join(employment_records::table))
        .filter(cases::id.eq(case))
        .filter(cases::module.eq(module))
        .filter(scope.cases())
        .select((
            CaseRow::as_select(),
            Student::as_select(),
            (exists(changes), exists(files), GAVE_UP),
            Option::<Record>::as_select(),
        ))
        .first(&mut conn)
        .await
        .optional()
}
