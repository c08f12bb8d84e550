//! 作废信息管理: the students who gave up a destination and have handed nothing in since (rule 11).

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{count_star, exists, not},
    prelude::*,
};
use diesel_async::RunQueryDsl;
use futures::try_join;

use super::{
    find::{Find, Found, PAGE},
    student::Student,
};
use crate::{
    access::Account,
    case::Kind,
    db::{
        Conn,
        one_of::one_of,
        schema::{cases, destinations, students},
    },
    ids::{CaseId, StudentId},
    paging::{Page, Turn},
    review::{GivenUp, given_up},
};

/// A student with the destination that was given up last. No `Debug`: it is a person's data.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = cases, check_for_backend(diesel::pg::Pg))]
pub struct Voided {
    /// The destination's case.
    pub id: CaseId,
    /// The student.
    pub student_id: StudentId,
    /// 姓名.
    #[diesel(column_name = student_name)]
    pub name: String,
    /// 学号.
    pub student_no: String,
    /// 所在院系.
    pub department: String,
    /// 毕业去向类别, a code.
    #[diesel(select_expression = destinations::category)]
    pub category: String,
    /// 单位名称, where the destination named one.
    #[diesel(select_expression = destinations::company_name)]
    pub company: Option<String>,
    /// When it was given up.
    #[diesel(column_name = entered_at)]
    pub at: DateTime<Utc>,
}

/// The states into which an online agreement comes by the student's yes, or after it: handed in for review.
const ACCEPTED: [&str; 5] = [
    "department_review",
    "school_review",
    "signed",
    "rejected",
    "terminated",
];

/// The students in reach, of a cohort, who have handed nothing in since they gave up a destination, the last
/// registered first. Served by cases_given_up, and for each of its lines by cases_student.
pub async fn voided(
    conn: &Conn,
    by: &Account,
    cohort: i32,
    find: &Find,
    turn: Turn,
) -> QueryResult<Found<Voided>> {
    let list = || {
        let later = diesel::alias!(cases as later);
        let online = later.field(cases::kind).eq(Kind::Online);
        let handed_in = not(online)
            .and(later.field(cases::state).ne("draft"))
            .and(later.field(cases::submitted_at).gt(cases::entered_at.nullable()))
            .or(online
                .and(later.field(cases::state).eq_any(ACCEPTED))
                .and(later.field(cases::entered_at).gt(cases::entered_at)));
        let since = later
            .filter(later.field(cases::student_id).eq(cases::student_id))
            .filter(later.field(cases::id).ne(cases::id))
            .filter(handed_in.assume_not_null());
        cases::table
            .inner_join(destinations::table)
            .inner_join(students::table)
            .into_boxed()
            .filter(by.scope().cases())
            .filter(cases::cohort.eq(cohort))
            .filter(one_of(cases::kind, ["destination"]))
            .filter(one_of(cases::state, ["given_up"]))
            .filter(not(cases::dormant))
            .filter(find.students())
            .filter(not(exists(since)))
    };
    let rows = match turn {
        Turn::First => list().order(cases::id.desc()),
        Turn::Older(id) => list().filter(cases::id.lt(id)).order(cases::id.desc()),
        Turn::Newer(id) => list().filter(cases::id.gt(id)).order(cases::id.asc()),
    };
    let (mut first, mut second) = (conn, conn);
    let (rows, total) = try_join!(
        rows.limit(PAGE as i64 + 1)
            .select(Voided::as_select())
            .load(&mut first),
        list().select(count_star()).first(&mut second),
    )?;
    Ok(Found {
        page: Page::of(rows, turn, PAGE, |row: &Voided| row.id.0),
        total,
    })
}

/// A student in reach with every destination that was given up, the last one first; none where there is none.
pub async fn voided_of(
    mut conn: &Conn,
    by: &Account,
    student: StudentId,
) -> QueryResult<Option<(Student, Vec<GivenUp>)>> {
    let scope = by.scope();
    let found = students::table
        .filter(students::id.eq(student))
        .filter(scope.students())
        .select(Student::as_select())
        .first(&mut conn)
        .await
        .optional()?;
    let Some(student) = found else {
        return Ok(None);
    };
    let given_up = given_up(conn, &scope, student.id).await?;
    Ok((!given_up.is_empty()).then_some((student, given_up)))
}
