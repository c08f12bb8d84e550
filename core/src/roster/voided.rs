//! 作废信息管理: the students who gave up a destination and have handed nothing in since (rule 11).

use diesel::{
    dsl::{count_star, not},
    prelude::*,
};
use diesel_async::RunQueryDsl;
use futures::try_join;
use std::collections::HashMap;

use super::{
    find::{Find, Found, PAGE},
    student::Student,
};
use crate::{
    access::{Account, Scope},
    case::{
        Module, State, destination,
        queue::{Filter, Line, Picked, pick},
    },
    db::{
        Conn,
        schema::{cases, destinations, students},
    },
    ids::{CaseId, StudentId},
    paging::{Page, Turn},
    review::{GivenUp, given_up},
};

/// A student with the destination that was given up last. No `Debug`: it is a person's data.
#[derive(Clone)]
pub struct Voided {
    /// The destination, which is in that state since it was given up.
    pub destination: Line,
    /// The student.
    pub student: StudentId,
    /// 单位名称, where the destination named one.
    pub company: Option<String>,
}

/// The students in reach, of a cohort, who have handed nothing in since they gave up a destination, the last
/// registered first. Served by cases_given_up.
pub async fn voided(
    conn: &Conn,
    by: &Account,
    cohort: i32,
    find: &Find,
    turn: Turn,
) -> QueryResult<Found<Voided>> {
    let scope = by.scope();
    let list = || nothing_since(&scope, cohort, find);
    let rows = match turn {
        Turn::First => list().order(cases::id.desc()),
        Turn::Older(id) => list().filter(cases::id.lt(id)).order(cases::id.desc()),
        Turn::Newer(id) => list().filter(cases::id.gt(id)).order(cases::id.asc()),
    };
    let (mut first, mut second) = (conn, conn);
    let (rows, total) = try_join!(
        rows.limit(PAGE as i64 + 1)
            .select((Line::as_select(), cases::student_id))
            .load::<(Line, StudentId)>(&mut first),
        list().select(count_star()).first(&mut second),
    )?;
    let mut companies = companies(conn, &rows).await?;
    let rows = (rows.into_iter())
        .map(|(destination, student)| Voided {
            company: companies.remove(&destination.id),
            destination,
            student,
        })
        .collect();
    Ok(Found {
        page: Page::of(rows, turn, PAGE, |row: &Voided| row.destination.id.0),
        total,
    })
}

/// The destinations that were given up, and after which nothing was handed in.
fn nothing_since(scope: &Scope, cohort: i32, find: &Find) -> Picked {
    let given_up = Filter {
        states: Some(vec![State::Destination(destination::State::GivenUp)]),
        department: find.department.clone(),
        search: find.search.clone(),
        ..Filter::all(Module::Destinations, cohort)
    };
    pick(scope, &given_up).filter(not(cases::followed))
}

/// The companies that destinations name.
async fn companies(mut conn: &Conn, lines: &[(Line, StudentId)]) -> QueryResult<HashMap<CaseId, String>> {
    let named = destinations::company_name;
    let companies: Vec<(CaseId, String)> = destinations::table
        .filter(destinations::case_id.eq_any(lines.iter().map(|(line, _)| line.id)))
        .filter(named.is_not_null())
        .select((destinations::case_id, named.assume_not_null()))
        .load(&mut conn)
        .await?;
    Ok(companies.into_iter().collect())
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
