//! The columns that all five kinds of case share.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{Kind, State, facts_of::{Place, Standings}};
use crate::{
    db::{schema::cases, text_enum::text_enum},
    ids::{CaseId, CompanyId, SchoolId, StudentId},
};

text_enum! {
    /// Who started a case.
    Initiator {
        /// 学生.
        Student = "student",
        /// 单位.
        Company = "company",
        /// 学校.
        School = "school",
    }
}

/// A row of the spine. Its state carries its kind.
#[derive(Debug, Clone)]
pub struct CaseRow {
    /// The case.
    pub id: CaseId,
    /// Kind and state.
    pub state: State,
    /// Rises with every event.
    pub version: i32,
    /// The school of the student.
    pub school_id: SchoolId,
    /// The student's graduation year.
    pub cohort: i32,
    /// Whose case it is.
    pub student_id: StudentId,
    /// The registered company, where there is one.
    pub company_id: Option<CompanyId>,
    /// Who started it.
    pub initiator: Initiator,
    /// What a termination ends.
    pub agreement_id: Option<CaseId>,
    /// Since when it is in this state.
    pub entered_at: DateTime<Utc>,
    /// When an answer is due.
    pub due_at: Option<DateTime<Utc>>,
}

type Columns = (
    cases::id,
    cases::kind,
    cases::state,
    cases::version,
    cases::school_id,
    cases::cohort,
    cases::student_id,
    cases::company_id,
    cases::initiator,
    cases::agreement_id,
    cases::entered_at,
    cases::due_at,
);

impl<DB: diesel::backend::Backend> Selectable<DB> for CaseRow {
    type SelectExpression = Columns;

    fn construct_selection() -> Columns {
        (
            cases::id,
            cases::kind,
            cases::state,
            cases::version,
            cases::school_id,
            cases::cohort,
            cases::student_id,
            cases::company_id,
            cases::initiator,
            cases::agreement_id,
            cases::entered_at,
            cases::due_at,
        )
    }
}

impl Queryable<diesel::dsl::SqlTypeOf<Columns>, diesel::pg::Pg> for CaseRow {
    type Row = (
        CaseId,
        Kind,
        String,
        i32,
        SchoolId,
        i32,
        StudentId,
        Option<CompanyId>,
        Initiator,
        Option<CaseId>,
        DateTime<Utc>,
        Option<DateTime<Utc>>,
    );

    fn build(row: Self::Row) -> diesel::deserialize::Result<Self> {
        let (id, kind, state, version, school_id, cohort, student_id, company_id, initiator, agreement_id, entered_at, due_at) =
            row;
        Ok(Self {
            id,
            state: State::stored(kind, &state)?,
            version,
            school_id,
            cohort,
            student_id,
            company_id,
            initiator,
            agreement_id,
            entered_at,
            due_at,
        })
    }
}
