//! The columns that all five kinds of case share.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    By, Kind, Module, State,
    circumstances::{Place, Standings},
    due,
    queue::Cursor,
};
use crate::{
    access::Role,
    db::{schema::cases, text_enum::text_enum},
    ids::{CaseId, CompanyId, SchoolId, StudentId},
};

text_enum! {
    /// Who started a case (签约发起方).
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
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = cases, check_for_backend(diesel::pg::Pg))]
pub struct CaseRow {
    /// The case.
    pub id: CaseId,
    /// Kind and state.
    #[diesel(embed)]
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
    /// The credit code of the employer that a destination names.
    pub employer_code: Option<String>,
    /// Who started it.
    pub initiator: Initiator,
    /// What a termination ends.
    pub agreement_id: Option<CaseId>,
    /// Since when it is in this state.
    pub entered_at: DateTime<Utc>,
    /// When an answer is due.
    pub due_at: Option<DateTime<Utc>>,
    /// How many reminders followed its last step.
    pub reminded: i32,
}

impl CaseRow {
    /// The review module that lists the case.
    pub fn module(&self) -> Module {
        Module::of(self.state.kind())
    }

    /// The version since which its pages say the same: a reminder changes nothing on them.
    pub fn shown_version(&self) -> i32 {
        self.version - self.reminded
    }

    /// Where the case stands in the lists.
    pub fn cursor(&self) -> Cursor {
        Cursor {
            entered_at: self.entered_at,
            id: self.id,
        }
    }

    pub(super) fn place(&self) -> Place {
        Place {
            case: Some(self.id),
            kind: self.state.kind(),
            agreement: self.agreement_id,
            supplementary: None,
            due_at: self.due_at,
        }
    }
}

/// A case about to begin.
#[derive(Debug, Clone)]
pub struct NewCase {
    /// Its kind.
    pub kind: Kind,
    /// Whose it is.
    pub student: StudentId,
    /// The registered company, where there is one.
    pub company: Option<CompanyId>,
    /// Who starts it.
    pub initiator: Initiator,
    /// What a termination ends.
    pub agreement: Option<CaseId>,
    /// When an answer is due, where its state does not say so itself.
    pub due_at: Option<DateTime<Utc>>,
    /// Whether a destination is of the type 定向/委培毕业去向补充登记 (4.2).
    pub supplementary: bool,
}

#[derive(Insertable)]
#[diesel(table_name = cases)]
pub(super) struct Row {
    kind: Kind,
    state: &'static str,
    school_id: SchoolId,
    cohort: i32,
    student_id: StudentId,
    company_id: Option<CompanyId>,
    department: String,
    level: String,
    initiator: Initiator,
    agreement_id: Option<CaseId>,
    submitted_at: Option<DateTime<Utc>>,
    due_at: Option<DateTime<Utc>>,
}

impl NewCase {
    /// A student begins cases of their own and a company cases of its own. Of everyone else the rules say that they begin
    /// nothing.
    pub(super) fn is_theirs(&self, by: By<'_>) -> bool {
        let By::Account(account) = by else {
            return true;
        };
        match account.role {
            Role::Student { student, .. } => self.student == student,
            Role::Company { company } => self.company == Some(company),
            Role::Province { .. } | Role::School { .. } | Role::Department { .. } | Role::Operator => true,
        }
    }

    pub(super) fn place(&self) -> Place {
        let supplementary = Some(self.supplementary);
        Place {
            case: None,
            kind: self.kind,
            agreement: self.agreement,
            supplementary,
            due_at: self.due_at,
        }
    }

    /// The row to insert: where and whose the case is comes from the locked student, not from the caller.
    pub(super) fn row(self, student: &Standings, state: State, now: DateTime<Utc>) -> Row {
        Row {
            kind: self.kind,
            state: state.as_str(),
            school_id: student.school_id,
            cohort: student.cohort,
            student_id: student.id,
            company_id: self.company,
            department: student.department.clone(),
            level: student.level.clone(),
            initiator: self.initiator,
            agreement_id: self.agreement,
            submitted_at: (state != self.kind.draft()).then_some(now),
            due_at: self.due_at.or_else(|| due::due_at(state, now)),
        }
    }
}
