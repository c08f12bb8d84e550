//! 学生名单管理: the roster of a school, as far as an officer's scope reaches.

use diesel::{dsl::not, pg::Pg, prelude::*};
use diesel_async::RunQueryDsl;
use futures::try_join;
use std::collections::HashMap;

use super::{counts, find::searched};
use crate::{
    access::{LevelScope, Scope},
    case::{State, queue::Search},
    db::{
        Conn,
        schema::{cases, students},
    },
    ids::{CaseId, StudentId},
};

/// Students on a page.
const PAGE: usize = 50;

/// What a roster is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Graduation year.
    pub cohort: i32,
    /// 院系.
    pub department: Option<String>,
    /// 层次.
    pub level: LevelScope,
    /// Name, student number or ID number, as typed.
    pub search: String,
}

/// Which page, by the student beside whom it begins. An address names students by their row alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum At {
    /// The beginning.
    #[default]
    Start,
    /// What follows a student.
    After(StudentId),
    /// What precedes a student.
    Before(StudentId),
}

/// A student of the list.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = students, check_for_backend(Pg))]
pub struct Listed {
    /// The row of the roster.
    pub id: StudentId,
    /// 姓名.
    pub name: String,
    /// 学号.
    pub student_no: String,
    /// 院系.
    pub department: String,
    /// 专业.
    pub major_name: String,
    /// 学历, a code.
    pub education_level: String,
    /// 培养方式, a code.
    pub training_mode: String,
}

/// A page of the roster, by student number.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    /// The students.
    pub rows: Vec<Listed>,
    /// The case that takes a student's one place (5.1), where one does.
    pub places: HashMap<StudentId, (CaseId, State)>,
    /// How many students all pages have.
    pub total: i64,
    /// Is there a page before?
    pub has_before: bool,
    /// Is there a page after?
    pub has_after: bool,
}

/// A page of the roster. Dormant students are not on it: they have a list of their own (10.1). Served by students_page, and by
/// students_roster where it is narrowed to a department.
pub async fn list(conn: &Conn, scope: &Scope, wanted: &Wanted, at: At) -> QueryResult<Roster> {
    let (anchor, forward) = match at {
        At::Start => (None, true),
        At::After(student) => (anchor(conn, scope, student).await?, true),
        At::Before(student) => (anchor(conn, scope, student).await?, false),
    };
    let begins = anchor.is_none();
    let (mut rows, total) = try_join!(
        page(conn, scope, wanted, anchor, forward),
        count(conn, scope, wanted)
    )?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let (has_before, has_after) = if forward { (!begins, more) } else { (more, !begins) };
    if !forward {
        rows.reverse();
    }
    let places = places(conn, scope, &rows).await?;
    Ok(Roster {
        rows,
        places,
        total,
        has_before,
        has_after,
    })
}

type Picked = students::BoxedQuery<'static, Pg>;

fn pick(scope: &Scope, wanted: &Wanted) -> Picked {
    let mut rows = students::table
        .into_boxed()
        .filter(scope.students())
        .filter(students::cohort.eq(wanted.cohort))
        .filter(not(students::dormant));
    if let Some(department) = &wanted.department {
        rows = rows.filter(students::department.eq(department.clone()));
    }
    if wanted.level != LevelScope::All {
        rows = rows.filter(students::level.eq(wanted.level));
    }
    match Search::parse(&wanted.search) {
        None => rows,
        Some(search) => rows.filter(searched(&search)),
    }
}

async fn page(
    mut conn: &Conn,
    scope: &Scope,
    wanted: &Wanted,
    anchor: Option<(String, StudentId)>,
    forward: bool,
) -> QueryResult<Vec<Listed>> {
    let mut rows = pick(scope, wanted);
    if let Some((number, id)) = anchor {
        // The first condition alone bounds the walk through the index; the second tells equals apart.
        rows = if forward {
            rows.filter(students::student_no.ge(number.clone()))
                .filter(students::student_no.gt(number).or(students::id.gt(id)))
        } else {
            rows.filter(students::student_no.le(number.clone()))
                .filter(students::student_no.lt(number).or(students::id.lt(id)))
        };
    }
    let rows = if forward {
        rows.order((students::student_no.asc(), students::id.asc()))
    } else {
        rows.order((students::student_no.desc(), students::id.desc()))
    };
    rows.limit(PAGE as i64 + 1)
        .select(Listed::as_select())
        .load(&mut conn)
        .await
}

async fn count(mut conn: &Conn, scope: &Scope, wanted: &Wanted) -> QueryResult<i64> {
    if Search::parse(&wanted.search).is_some() {
        return pick(scope, wanted).count().get_result(&mut conn).await;
    }
    let department = wanted.department.as_deref();
    counts::number(conn, scope, wanted.cohort, department, wanted.level).await
}

async fn anchor(
    mut conn: &Conn,
    scope: &Scope,
    student: StudentId,
) -> QueryResult<Option<(String, StudentId)>> {
    students::table
        .filter(students::id.eq(student))
        .filter(scope.students())
        .select((students::student_no, students::id))
        .first(&mut conn)
        .await
        .optional()
}

/// Served by cases_one_place.
async fn places(
    mut conn: &Conn,
    scope: &Scope,
    rows: &[Listed],
) -> QueryResult<HashMap<StudentId, (CaseId, State)>> {
    let ids: Vec<StudentId> = rows.iter().map(|row| row.id).collect();
    let found: Vec<(StudentId, CaseId, State)> = cases::table
        .filter(cases::student_id.eq_any(ids))
        .filter(cases::occupies)
        .filter(scope.cases())
        .select((cases::student_id, cases::id, State::as_select()))
        .load(&mut conn)
        .await?;
    Ok(found
        .into_iter()
        .map(|(student, case, state)| (student, (case, state)))
        .collect())
}
