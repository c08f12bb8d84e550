//! What an agreement says on paper: everything that is printed, and nothing that is not.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::terms::Terms;
use crate::{
    access::{LevelScope, Scope},
    case::{AgreementForm, Kind},
    db::{
        Conn,
        schema::{agreements, case_events, cases, handlers, students},
    },
    ids::CaseId,
    roster::Student,
    settings::{Handler, office_of},
    time::beijing,
};

/// An agreement with its number, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// 协议编号.
    pub number: String,
    /// The day of the number: 签约日期.
    pub issued_on: NaiveDate,
    /// What is agreed.
    pub draft: Draft,
}

/// What an agreement says, with or without a number. Codes are of the national tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Two-party or three-party.
    pub form: AgreementForm,
    /// How the parties sign.
    pub signing: Signing,
    /// The student's school.
    pub school: String,
    /// 协议经办人 (rule 3.5); none where the school has not named one.
    pub handler: Option<Handler>,
    /// The student.
    pub graduate: Graduate,
    /// The company as of signing, and what was agreed.
    pub terms: Terms,
}

/// How the parties sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// On the platform (6.1): on these days the company invited and the student accepted.
    Online {
        /// The invitation.
        invited_on: Option<NaiveDate>,
        /// The acceptance.
        accepted_on: Option<NaiveDate>,
    },
    /// On the printed sheet, with signature and stamp (6.2).
    OnPaper,
}

/// The student as a party of the agreement, with the whole ID number: who signs must be told from everyone else.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of section 17 by their names")]
pub struct Graduate {
    pub name: String,
    pub id_number: String,
    pub gender: String,
    pub ethnicity: String,
    pub political_status: String,
    pub student_no: String,
    pub department: String,
    pub major_name: String,
    pub education_level: String,
    pub study_years: String,
    pub training_mode: String,
    pub graduates_on: NaiveDate,
    pub origin_region: String,
    pub mobile: String,
    pub email: String,
}

impl From<Student> for Graduate {
    fn from(student: Student) -> Self {
        Self {
            id_number: student.reveal_id_number().to_owned(),
            name: student.name,
            gender: student.gender,
            ethnicity: student.ethnicity,
            political_status: student.political_status,
            student_no: student.student_no,
            department: student.department,
            major_name: student.major_name,
            education_level: student.education_level,
            study_years: student.study_years,
            training_mode: student.training_mode,
            graduates_on: student.graduates_on,
            origin_region: student.origin_region,
            mobile: student.mobile,
            email: student.email,
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = cases, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: CaseId,
    kind: Kind,
    level: LevelScope,
    #[diesel(select_expression = agreements::number)]
    number: Option<String>,
    #[diesel(select_expression = agreements::signed_on)]
    signed_on: Option<NaiveDate>,
    #[diesel(embed)]
    terms: Terms,
    #[diesel(embed)]
    student: Student,
}

/// The sheet of an agreement; none where it has no number, or is already on paper (6.3).
///
/// For the platform's own use, which has no scope: nobody reads it but the job that makes the document.
pub async fn sheet(conn: &mut Conn, case: CaseId) -> QueryResult<Option<Sheet>> {
    let found = cases::table
        .inner_join(agreements::table)
        .inner_join(students::table)
        .filter(cases::id.eq(case))
        .filter(cases::kind.ne(Kind::Paper.as_str()))
        .select(Row::as_select())
        .first::<Row>(conn)
        .await
        .optional()?;
    let Some(row) = found else { return Ok(None) };
    let issued = row.number.clone().zip(row.signed_on);
    Ok(issued
        .zip(draft(conn, row).await?)
        .map(|((number, issued_on), draft)| Sheet {
            number,
            issued_on,
            draft,
        }))
}

/// What an agreement in reach says, for its student to read; none for every other case, and for what is already on paper.
pub async fn text(conn: &mut Conn, scope: &Scope, case: CaseId) -> QueryResult<Option<Draft>> {
    let found = cases::table
        .inner_join(agreements::table)
        .inner_join(students::table)
        .filter(cases::id.eq(case))
        .filter(cases::kind.ne(Kind::Paper.as_str()))
        .filter(scope.cases())
        .select(Row::as_select())
        .first::<Row>(conn)
        .await
        .optional()?;
    let Some(row) = found else { return Ok(None) };
    let masked = row.student.masked_id_number();
    Ok(draft(conn, row).await?.map(|mut draft| {
        draft.graduate.id_number = masked;
        draft
    }))
}

async fn draft(conn: &mut Conn, row: Row) -> QueryResult<Option<Draft>> {
    let Some(office) = office_of(conn, row.student.school_id, row.student.cohort).await? else {
        return Ok(None);
    };
    Ok(Some(Draft {
        form: office.form,
        signing: signing(conn, row.kind, row.id).await?,
        school: office.name,
        handler: handler(conn, &row.student, row.level).await?,
        graduate: row.student.into(),
        terms: row.terms,
    }))
}

/// The handler of the student's level, or of the whole school.
async fn handler(mut conn: &Conn, student: &Student, level: LevelScope) -> QueryResult<Option<Handler>> {
    handlers::table
        .filter(handlers::school_id.eq(student.school_id))
        .filter(handlers::cohort.eq(student.cohort))
        .filter(handlers::level.eq_any([level, LevelScope::All]))
        .order(handlers::level.desc())
        .select(Handler::as_select())
        .first(&mut conn)
        .await
        .optional()
}

async fn signing(mut conn: &Conn, kind: Kind, case: CaseId) -> QueryResult<Signing> {
    if kind != Kind::Online {
        return Ok(Signing::OnPaper);
    }
    let steps: Vec<(String, DateTime<Utc>)> = case_events::table
        .filter(case_events::case_id.eq(case))
        .filter(case_events::command.eq_any(["invite", "accept"]))
        .order(case_events::version)
        .select((case_events::command, case_events::at))
        .load(&mut conn)
        .await?;
    let day_of = |wanted: &str| {
        let step = steps.iter().find(|(command, _)| command == wanted);
        step.map(|(_, at)| beijing(*at).date_naive())
    };
    Ok(Signing::Online {
        invited_on: day_of("invite"),
        accepted_on: day_of("accept"),
    })
}
