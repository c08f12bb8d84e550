//! The student of a case as the platform and the employment system have them (rules 8.4 and 8.5).

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    access::Account,
    case::{ActError, CaseRow, Module, verdicts},
    db::{
        Conn,
        schema::{cases, employment_records, schools, students},
    },
    employment::{Difference, Held, Record, ask, differences},
    ids::CaseId,
    roster::Student,
};

/// Both sides, and what the reader may do about it.
#[derive(Clone)]
pub struct Compared {
    /// What the platform holds.
    pub ours: Held,
    /// What the employment system last told; none: it was never asked.
    pub record: Option<Record>,
    /// Whether the reader may take over what differs: 获取最新学生信息.
    pub may_take_over: bool,
    cohort: i32,
}

impl Compared {
    pub(super) fn new(student: &Student, school: &str, record: Option<Record>, may_take_over: bool) -> Self {
        Self {
            ours: Held::ours(student, school),
            cohort: student.cohort,
            record,
            may_take_over,
        }
    }

    /// What the employment system holds; none where it has not been heard, or has no such student.
    pub fn theirs(&self) -> Option<Held> {
        self.record.as_ref()?.student()
    }

    /// In what the two differ.
    pub fn differences(&self, theirs: &Held) -> Vec<Difference> {
        differences(&self.ours, theirs, self.cohort)
    }
}

/// The student of a case in reach and module, compared as far as is known.
pub async fn about_student(
    mut conn: &Conn,
    by: &Account,
    module: Module,
    case: CaseId,
) -> Result<Option<Compared>, ActError> {
    let found = cases::table
        .inner_join(students::table.left_join(employment_records::table))
        .inner_join(schools::table)
        .filter(cases::id.eq(case))
        .filter(cases::module.eq(module))
        .filter(by.scope().cases())
        .select((
            CaseRow::as_select(),
            Student::as_select(),
            schools::name,
            Option::<Record>::as_select(),
        ))
        .first::<(CaseRow, Student, String, Option<Record>)>(&mut conn)
        .await
        .optional()?;
    let Some((case, student, school, record)) = found else {
        return Ok(None);
    };
    let may = verdicts(conn, by, &case, &student).await?.reject.is_ok();
    Ok(Some(Compared::new(&student, &school, record, may)))
}

/// The same, after asking the employment system anew.
pub async fn ask_about_student(
    conn: &mut Conn,
    by: &Account,
    module: Module,
    case: CaseId,
) -> Result<Option<Compared>, ActError> {
    let Some(compared) = about_student(conn, by, module, case).await? else {
        return Ok(None);
    };
    let student = cases::table
        .find(case)
        .select(cases::student_id)
        .first(conn)
        .await?;
    let record = Some(ask(conn, student).await?);
    Ok(Some(Compared { record, ..compared }))
}
