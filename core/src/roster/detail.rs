//! 详细: all that the roster says of one student (4.3), and the student's cases.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{pg::Pg, prelude::*};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::mask;
use crate::{
    access::{Account, Scope},
    audit::{self, Entry},
    case::queue::Line,
    db::{
        Conn,
        schema::{cases, cohorts, students},
    },
    ids::StudentId,
};

/// A row of the roster. Codes are of the national tables. No `Debug`: it is somebody's.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = students, check_for_backend(Pg))]
#[expect(missing_docs, reason = "the fields of section 17 by their names")]
pub struct Details {
    pub id: StudentId,
    pub cohort: i32,
    #[diesel(column_name = ref_)]
    pub reference: String,
    pub student_no: String,
    pub name: String,
    id_number: String,
    pub gender: String,
    pub ethnicity: String,
    pub political_status: String,
    born_on: NaiveDate,
    pub department: String,
    pub class_name: String,
    pub major_code: String,
    pub major_name: String,
    pub major_direction: String,
    pub education_level: String,
    pub study_years: String,
    pub study_form: String,
    pub training_mode: String,
    pub commissioned_by: String,
    pub enrolled_on: NaiveDate,
    pub graduates_on: NaiveDate,
    pub origin_region: String,
    pub rural: bool,
    pub normal_student: String,
    pub difficulty: String,
    mobile: String,
    email: String,
    pub archive_before: String,
    pub household_before: String,
    pub archive_moved: bool,
    pub household_moved: bool,
    pub dormant_since: Option<DateTime<Utc>>,
}

/// What points to the person, masked or in full.
#[derive(Clone, PartialEq, Eq)]
pub struct Personal {
    /// 身份证号.
    pub id_number: String,
    /// 出生日期; masked: the year.
    pub born: String,
    /// 手机号码.
    pub mobile: String,
    /// 电子邮箱.
    pub email: String,
}

impl Details {
    /// With the middle hidden.
    pub fn masked(&self) -> Personal {
        Personal {
            id_number: mask::id_number(&self.id_number).into(),
            born: self.born_on.format("%Y 年").to_string(),
            mobile: mask::telephone(&self.mobile).into(),
            email: mask::email(&self.email).into(),
        }
    }

    fn in_full(&self) -> Personal {
        Personal {
            id_number: self.id_number.clone(),
            born: self.born_on.to_string(),
            mobile: self.mobile.clone(),
            email: self.email.clone(),
        }
    }
}

/// One student before an officer.
pub struct Detail {
    /// The row of the roster.
    pub student: Details,
    /// May the student act? Earlier cohorts only look (4.1).
    pub is_current: bool,
    /// The student's cases, newest first.
    pub cases: Vec<Line>,
}

/// A student in reach; none for everyone else's.
pub async fn detail(mut conn: &Conn, scope: &Scope, student: StudentId) -> QueryResult<Option<Detail>> {
    let found = students::table
        .inner_join(cohorts::table)
        .filter(students::id.eq(student))
        .filter(scope.students())
        .select((Details::as_select(), cohorts::is_current))
        .first::<(Details, bool)>(&mut conn)
        .await
        .optional()?;
    let Some((student, is_current)) = found else {
        return Ok(None);
    };
    // Served by cases_student.
    let cases = cases::table
        .filter(cases::student_id.eq(student.id))
        .filter(scope.cases())
        .order(cases::id.desc())
        .select(Line::as_select())
        .load(&mut conn)
        .await?;
    Ok(Some(Detail {
        student,
        is_current,
        cases,
    }))
}

/// What points to a student in full, with the audit entry that it was shown; none where the student is out of reach.
pub async fn reveal(conn: &mut Conn, by: &Account, student: StudentId) -> QueryResult<Option<Personal>> {
    conn.transaction(async |conn| {
        let found = students::table
            .filter(students::id.eq(student))
            .filter(by.scope().students())
            .select(Details::as_select());
        let Some(found) = found.first(conn).await.optional()? else {
            return Ok(None);
        };
        let entry = Entry::of(by, "student.reveal", "student", Some(student.0));
        audit::write(conn, &entry).await?;
        Ok(Some(found.in_full()))
    })
    .await
}
