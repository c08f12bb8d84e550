//! 获取最新学生信息: the platform takes over what the employment system says of a student (rule 8.5).

use chrono::NaiveDate;
use diesel::{insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::{Map, Value, json};

use super::{
    field::Field,
    held::{Held, differences},
    record::Record,
};
use crate::{
    access::Account,
    audit::{self, Entry},
    case::{ActError, By, Command, any_reason, hold},
    db::{
        Conn,
        schema::{employment_records, schools, student_changes, students},
    },
    ids::CaseId,
    roster::Student,
};

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// These fields are now as the employment system has them.
    Over(Vec<Field>),
    /// Nothing of what could be taken over differs.
    Nothing,
    /// The employment system has not been heard, or has no such student.
    Unknown,
}

#[derive(AsChangeset)]
#[diesel(table_name = students)]
struct Columns<'a> {
    gender: Option<&'a str>,
    ethnicity: Option<&'a str>,
    political_status: Option<&'a str>,
    department: Option<&'a str>,
    study_years: Option<&'a str>,
    student_no: Option<&'a str>,
    graduates_on: Option<NaiveDate>,
}

/// Takes over what differs of the student of a case that waits for this reviewer's verdict, in one transaction with the entry
/// of the trail that keeps the values before and after. The student's cases follow by themselves: a department that is
/// taken over decides from then on who sees them (rule 2.1).
///
/// # Errors
/// What stands against rejecting the case stands against this too: only who is to decide mends what is decided on.
pub async fn take_over(conn: &mut Conn, by: &Account, case: CaseId) -> Result<Taken, ActError> {
    conn.transaction(async |conn| {
        let held = hold(conn, By::Account(by), case).await?;
        if let Some(refusal) = held.refusal(&Command::Reject(any_reason())) {
            return Err(refusal.into());
        }
        let student = held.row.student_id;
        let (ours, school, record): (Student, String, Option<Record>) = students::table
            .inner_join(schools::table)
            .left_join(employment_records::table)
            .filter(students::id.eq(student))
            .select((Student::as_select(), schools::name, Option::<Record>::as_select()))
            .first(conn)
            .await?;
        let Some(theirs) = record.and_then(|record| record.student()) else {
            return Ok(Taken::Unknown);
        };
        let cohort = ours.cohort;
        let ours = Held::ours(&ours, &school);
        let fields: Vec<Field> = differences(&ours, &theirs, cohort)
            .into_iter()
            .filter(|difference| difference.can_be_taken_over)
            .map(|difference| difference.field)
            .collect();
        if fields.is_empty() {
            return Ok(Taken::Nothing);
        }
        update(students::table.find(student))
            .set(columns(&fields, &theirs))
            .execute(conn)
            .await?;
        insert_into(student_changes::table)
            .values((
                student_changes::student_id.eq(student),
                student_changes::account_id.eq(by.id),
                student_changes::before.eq(values(&fields, &ours)),
                student_changes::after.eq(values(&fields, &theirs)),
            ))
            .execute(conn)
            .await?;
        let names: Vec<&str> = fields.iter().map(|field| field.as_str()).collect();
        let entry = Entry::of(by, "student.take_over", "student", Some(student.0));
        audit::write(conn, &entry.with(json!({ "case": case.0, "fields": names }))).await?;
        Ok(Taken::Over(fields))
    })
    .await
}

fn columns<'a>(fields: &[Field], theirs: &'a Held) -> Columns<'a> {
    let text = |field: Field, value: &'a str| fields.contains(&field).then_some(value);
    Columns {
        gender: text(Field::Gender, &theirs.gender),
        ethnicity: text(Field::Ethnicity, &theirs.ethnicity),
        political_status: text(Field::PoliticalStatus, &theirs.political_status),
        department: text(Field::Department, &theirs.department),
        study_years: text(Field::StudyYears, &theirs.study_years),
        student_no: text(Field::StudentNo, &theirs.student_no),
        graduates_on: fields
            .contains(&Field::GraduatesOn)
            .then_some(theirs.graduates_on),
    }
}

fn values(fields: &[Field], of: &Held) -> Value {
    let pairs: Map<String, Value> = fields
        .iter()
        .map(|field| (field.as_str().to_owned(), of.value(*field).into()))
        .collect();
    Value::Object(pairs)
}
