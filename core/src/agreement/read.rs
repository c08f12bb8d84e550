//! One agreement with its student, as far as the reader's scope reaches.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::terms::Terms;
use crate::{
    access::Scope,
    case::{CaseRow, Kind},
    db::{
        Conn,
        schema::{agreements, cases, students},
    },
    ids::CaseId,
    roster::Student,
};

/// An agreement case with everything that its pages show.
#[derive(Clone)]
pub struct Agreement {
    /// The spine.
    pub case: CaseRow,
    /// What it says.
    pub terms: Terms,
    /// 协议编号, once issued.
    pub number: Option<String>,
    /// 签约日期, once signed.
    pub signed_on: Option<NaiveDate>,
    /// The student.
    pub student: Student,
}

impl Agreement {
    /// Is it one that a company invited to?
    pub fn is_online(&self) -> bool {
        self.case.state.kind() == Kind::Online
    }
}

/// The agreement of a case in reach; none for every other case.
pub async fn read(mut conn: &Conn, scope: &Scope, case: CaseId) -> QueryResult<Option<Agreement>> {
    let found = cases::table
        .inner_join(agreements::table)
        .inner_join(students::table)
        .filter(cases::id.eq(case))
        .filter(scope.cases())
        .select((
            CaseRow::as_select(),
            Terms::as_select(),
            agreements::number,
            agreements::signed_on,
            Student::as_select(),
        ))
        .first::<(CaseRow, Terms, Option<String>, Option<NaiveDate>, Student)>(&mut conn)
        .await
        .optional()?;
    Ok(found.map(|(case, terms, number, signed_on, student)| Agreement {
        case,
        terms,
        number,
        signed_on,
        student,
    }))
}
