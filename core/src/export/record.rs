//! One row of an export, as the database has it.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{pg::Pg, prelude::*};

use crate::{
    access::LevelScope,
    case::{Actor, AgreementKind, Initiator, Kind, State, Step},
    db::schema::{accounts, agreements, case_events, cases, students, terminations},
    destination::Details,
    ids::CaseId,
};

/// A case with its student and what its kind has besides.
#[derive(Clone)]
pub struct Record {
    pub(super) case: Case,
    pub(super) student: Student,
    /// Of an agreement, and of the agreement that a termination ends.
    pub(super) agreement: Option<Agreement>,
    pub(super) destination: Option<Details>,
    pub(super) termination: Option<Termination>,
    /// What a termination ends.
    pub(super) ends: Option<AgreementKind>,
    /// The last verdict; of a list of returns, the return.
    pub(super) verdict: Option<Verdict>,
}

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = cases, check_for_backend(Pg))]
pub(super) struct Case {
    pub id: CaseId,
    #[diesel(embed)]
    pub state: State,
    pub initiator: Initiator,
    pub level: LevelScope,
    pub agreement_id: Option<CaseId>,
    pub entered_at: DateTime<Utc>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub decided_at: Option<DateTime<Utc>>,
    pub subject: String,
}

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = students, check_for_backend(Pg))]
pub(super) struct Student {
    #[diesel(column_name = ref_)]
    pub reference: String,
    pub student_no: String,
    pub name: String,
    pub id_number: String,
    pub gender: String,
    pub ethnicity: String,
    pub political_status: String,
    pub born_on: NaiveDate,
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
    pub mobile: String,
    pub email: String,
}

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = agreements, check_for_backend(Pg))]
pub(super) struct Agreement {
    pub case_id: CaseId,
    pub number: Option<String>,
    pub credit_code: String,
    pub nature: String,
    pub industry: String,
    pub region: String,
    pub address: String,
    pub contact: String,
    pub telephone: String,
    pub job_category: String,
    pub job_title: String,
    pub work_place: String,
    pub pay: i32,
    pub probation_months: i32,
    pub probation_pay: Option<i32>,
    pub term_from: Option<NaiveDate>,
    pub term_to: Option<NaiveDate>,
    pub report_on: Option<NaiveDate>,
    pub archive_unit: String,
    pub archive_address: String,
    pub household_address: String,
    pub damages: Option<i32>,
    pub other_terms: String,
    pub signed_on: Option<NaiveDate>,
}

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = terminations, check_for_backend(Pg))]
pub(super) struct Termination {
    pub case_id: CaseId,
    pub reason_code: String,
    pub reason_text: String,
    pub ended_on: Option<NaiveDate>,
    pub means: String,
    pub explanation: Option<String>,
}

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = case_events, check_for_backend(Pg))]
pub(super) struct Verdict {
    pub case_id: CaseId,
    pub at: DateTime<Utc>,
    pub actor: Actor,
    #[diesel(select_expression = accounts::name.nullable())]
    pub name: Option<String>,
    pub command: String,
    from_state: String,
    pub reason_code: Option<String>,
    pub text: Option<String>,
}

impl Verdict {
    /// The step at which it was given.
    pub fn step(&self, kind: Kind) -> Option<Step> {
        State::parse(kind, &self.from_state)?.in_review()
    }
}
