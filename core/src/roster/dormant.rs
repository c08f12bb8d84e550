//! 失效信息管理: the students whom the employment system deleted (rule 10.1).

use chrono::{DateTime, Utc};
use diesel::{dsl::count_star, prelude::*};
use diesel_async::RunQueryDsl;
use futures::try_join;

use super::find::{Find, Found, PAGE};
use crate::{
    access::Account,
    db::{Conn, schema::students},
    ids::StudentId,
    paging::{Page, Turn},
};

/// A dormant student. No `Debug`: it is a person's data.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = students, check_for_backend(diesel::pg::Pg))]
pub struct Dormant {
    /// The student.
    pub id: StudentId,
    /// 姓名.
    pub name: String,
    /// 学号.
    pub student_no: String,
    /// 所在院系.
    pub department: String,
    /// 专业名称.
    pub major_name: String,
    /// 学历, a code.
    pub education_level: String,
    /// Since when the employment system has the student deleted.
    #[diesel(select_expression = students::dormant_since.assume_not_null())]
    pub since: DateTime<Utc>,
    /// When everything comes back, where the student was uploaded again (rule 10.2).
    pub restore_due_at: Option<DateTime<Utc>>,
}

/// The dormant students in reach, of a cohort, those who came last to the roster first.
/// Served by students_dormant_list.
pub async fn dormant(
    conn: &Conn,
    by: &Account,
    cohort: i32,
    find: &Find,
    turn: Turn,
) -> QueryResult<Found<Dormant>> {
    let list = || {
        students::table
            .into_boxed()
            .filter(by.scope().students())
            .filter(students::cohort.eq(cohort))
            .filter(students::dormant)
            .filter(find.students())
    };
    let rows = match turn {
        Turn::First => list().order(students::id.desc()),
        Turn::Older(id) => list().filter(students::id.lt(id)).order(students::id.desc()),
        Turn::Newer(id) => list().filter(students::id.gt(id)).order(students::id.asc()),
    };
    let (mut first, mut second) = (conn, conn);
    let (rows, total) = try_join!(
        rows.limit(PAGE as i64 + 1)
            .select(Dormant::as_select())
            .load(&mut first),
        list().select(count_star()).first(&mut second),
    )?;
    Ok(Found {
        page: Page::of(rows, turn, PAGE, |row: &Dormant| row.id.0),
        total,
    })
}
