//! Whose rows: the argument that no query of tenant data can be called without.

use diesel::{
    BoolExpressionMethods, BoxableExpression, ExpressionMethods, IntoSql, NullableExpressionMethods,
    SelectableExpression, dsl::AssumeNotNull, pg::Pg, sql_types::Bool,
};

use super::account::{Account, LevelScope, Role};
use crate::{
    db::schema::{cases, student_counts, students},
    ids::{CompanyId, SchoolId, StudentId},
};

/// The rows that a signed-in account may see. Made from an [`Account`] only.
#[derive(Debug, Clone)]
pub struct Scope(Reach);

#[derive(Debug, Clone)]
enum Reach {
    School {
        school: SchoolId,
        level: LevelScope,
    },
    Department {
        school: SchoolId,
        department: String,
    },
    Student(StudentId),
    Company(CompanyId),
    /// Province officers see figures, operators see jobs: neither sees a student or a case.
    Nobody,
}

impl Account {
    /// The rows that this account may see (domain section 2).
    pub fn scope(&self) -> Scope {
        Scope(match &self.role {
            Role::School { school, level } => Reach::School {
                school: *school,
                level: *level,
            },
            Role::Department { school, department } => Reach::Department {
                school: *school,
                department: department.clone(),
            },
            Role::Student { student, .. } => Reach::Student(*student),
            Role::Company { company } => Reach::Company(*company),
            Role::Province { .. } | Role::Operator => Reach::Nobody,
        })
    }
}

/// A condition on a query over `QS`.
type Condition<QS> = Box<dyn BoxableExpression<QS, Pg, SqlType = Bool>>;

impl Scope {
    /// The cases in reach. Officers see no draft: nothing has been handed to them yet.
    pub(crate) fn cases<QS>(&self) -> Condition<QS>
    where
        QS: 'static,
        cases::school_id: SelectableExpression<QS>,
        cases::level: SelectableExpression<QS>,
        cases::department: SelectableExpression<QS>,
        cases::student_id: SelectableExpression<QS>,
        AssumeNotNull<cases::company_id>: SelectableExpression<QS>,
        cases::state: SelectableExpression<QS>,
        cases::initiator: SelectableExpression<QS>,
    {
        match &self.0 {
            Reach::School {
                school,
                level: LevelScope::All,
            } => Box::new(cases::school_id.eq(*school).and(cases::state.ne("draft"))),
            Reach::School { school, level } => Box::new(
                cases::school_id
                    .eq(*school)
                    .and(cases::level.eq(*level))
                    .and(cases::state.ne("draft")),
            ),
            Reach::Department { school, department } => Box::new(
                cases::school_id
                    .eq(*school)
                    .and(cases::department.eq(department.clone()))
                    .and(cases::state.ne("draft")),
            ),
            // What a company is still writing is not yet the student's to see, and the other way round.
            Reach::Student(student) => Box::new(
                cases::student_id
                    .eq(*student)
                    .and(cases::state.ne("draft").or(cases::initiator.eq("student"))),
            ),
            Reach::Company(company) => Box::new(
                cases::company_id
                    .assume_not_null()
                    .eq(*company)
                    .and(cases::state.ne("draft").or(cases::initiator.eq("company"))),
            ),
            Reach::Nobody => Box::new(false.into_sql::<Bool>()),
        }
    }

    /// The rows of the roster in reach. A company has none: it sees a student only in a case of its own.
    pub(crate) fn students<QS>(&self) -> Condition<QS>
    where
        QS: 'static,
        students::id: SelectableExpression<QS>,
        students::school_id: SelectableExpression<QS>,
        students::level: SelectableExpression<QS>,
        students::department: SelectableExpression<QS>,
    {
        match &self.0 {
            Reach::School {
                school,
                level: LevelScope::All,
            } => Box::new(students::school_id.eq(*school)),
            Reach::School { school, level } => {
                Box::new(students::school_id.eq(*school).and(students::level.eq(*level)))
            }
            Reach::Department { school, department } => Box::new(
                students::school_id
                    .eq(*school)
                    .and(students::department.eq(department.clone())),
            ),
            Reach::Student(student) => Box::new(students::id.eq(*student)),
            Reach::Company(_) | Reach::Nobody => Box::new(false.into_sql::<Bool>()),
        }
    }

    /// The counts of the roster in reach. Officers have some, and nobody else.
    pub(crate) fn student_counts(&self) -> Condition<student_counts::table> {
        use student_counts::{department, level, school_id};
        match &self.0 {
            Reach::School {
                school,
                level: LevelScope::All,
            } => Box::new(school_id.eq(*school)),
            Reach::School { school, level: of } => Box::new(school_id.eq(*school).and(level.eq(*of))),
            Reach::Department {
                school,
                department: of,
            } => Box::new(school_id.eq(*school).and(department.eq(of.clone()))),
            Reach::Student(_) | Reach::Company(_) | Reach::Nobody => Box::new(false.into_sql::<Bool>()),
        }
    }
}
