//! Lines that invite a student to whom the company's former invitation is still open.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::judge::Judged;
use crate::{
    access::{Account, Role},
    agreement::Terms,
    case::Kind,
    db::{
        Conn,
        schema::{agreements, cases, students},
    },
    ids::StudentId,
    roster::is_same_name,
};

/// Why such a line is not sent.
pub(super) const OPEN: &str = "上一份邀请还在等待这名毕业生答复，如需修改请在“签约邀请”中修改";

/// Finds among the right lines those that the act would refuse because an invitation of the same company that says something else
/// waits for an answer. The company learns nothing that its own list does not show: of a student whom it has not invited nothing is said.
pub async fn refuse_open(conn: &mut Conn, by: &Account, judged: &mut [Judged<'_>]) -> QueryResult<()> {
    let right = judged.iter().filter_map(|judged| judged.invitation.as_ref().ok());
    let numbers: Vec<&str> = right.map(|invitation| invitation.id_number.reveal()).collect();
    let students = students_of(conn, &numbers).await?;
    let open = open(conn, by, students.values().flatten().map(|(id, _)| *id)).await?;
    for judged in judged {
        let Ok(invitation) = &judged.invitation else {
            continue;
        };
        let of_number = students.get(invitation.id_number.reveal()).into_iter().flatten();
        let student = of_number
            .filter(|(_, name)| is_same_name(name, &invitation.student_name))
            .map(|(id, _)| id)
            .next();
        let terms = student.and_then(|student| open.get(student));
        if terms.is_some_and(|terms| *terms != invitation.terms) {
            judged.invitation = Err(vec![("", OPEN.to_owned())]);
        }
    }
    Ok(())
}

/// Who has which number, the latest cohort first, as the act looks for them.
async fn students_of(
    conn: &mut Conn,
    numbers: &[&str],
) -> QueryResult<HashMap<String, Vec<(StudentId, String)>>> {
    let found: Vec<(String, StudentId, String)> = students::table
        .filter(students::id_number.eq_any(numbers))
        .filter(students::dormant_since.is_null())
        .order(students::cohort.desc())
        .select((students::id_number, students::id, students::name))
        .load(conn)
        .await?;
    let mut students: HashMap<String, Vec<(StudentId, String)>> = HashMap::new();
    for (number, id, name) in found {
        students.entry(number).or_default().push((id, name));
    }
    Ok(students)
}

/// What the company offers to these students and they have not answered.
async fn open(
    conn: &mut Conn,
    by: &Account,
    to: impl Iterator<Item = StudentId>,
) -> QueryResult<HashMap<StudentId, Terms>> {
    let Role::Company { company } = by.role else {
        return Ok(HashMap::new());
    };
    let open: Vec<(StudentId, Terms)> = cases::table
        .inner_join(agreements::table)
        .filter(cases::company_id.eq(company))
        .filter(cases::student_id.eq_any(to))
        .filter(cases::kind.eq(Kind::Online))
        .filter(cases::state.eq("invited"))
        .select((cases::student_id, Terms::as_select()))
        .load(conn)
        .await?;
    Ok(open.into_iter().collect())
}
