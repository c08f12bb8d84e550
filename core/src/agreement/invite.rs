//! A company invites a student (发起签约邀请), rule 6.1.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{insert_into, prelude::*};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::terms::{Agreement, Terms};
use crate::{
    access::{Account, Role},
    case::{ActError, Acted, By, Command, Initiator, Kind, NewCase, begin},
    codes::IdNumber,
    db::{
        Conn,
        schema::{agreements, cases, students},
    },
    ids::{CaseId, CompanyId, StudentId},
    roster::is_same_name,
    time,
    typed::{Reader, Typed, Wrong},
};

/// Days to answer where a company does not say another number.
pub const ANSWER_DAYS: i32 = 5;

/// What a company fills in.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// 学生姓名, in full.
    pub student_name: String,
    /// 身份证号.
    pub id_number: IdNumber,
    /// Days until the invitation expires, 1 to 30.
    pub answer_days: i32,
    /// The agreement.
    pub terms: Terms,
}

/// Why no invitation was sent.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// Name and ID number do not belong to one student. Which of the two is wrong is not said.
    #[error("no such student")]
    NoMatch,
    /// The company's former invitation to this student is still open.
    #[error("invited already")]
    InvitedAlready {
        /// That invitation.
        case: CaseId,
        /// Does it say the same? Then the form was sent twice, and nothing is lost.
        same: bool,
    },
    /// The act was refused.
    #[error(transparent)]
    Act(#[from] ActError),
}

impl From<diesel::result::Error> for InviteError {
    fn from(error: diesel::result::Error) -> Self {
        InviteError::Act(error.into())
    }
}

impl Invitation {
    /// Reads the form. The terms' fields and the student's are marked together.
    pub fn read(typed: &Typed, terms: Result<Terms, Wrong>) -> Result<Self, Wrong> {
        let mut reader = Reader::new(typed);
        let student_name = reader.required("student_name", "学生姓名", 50);
        let id_number = IdNumber::parse(typed.get("id_number"));
        if id_number.is_none() {
            reader.mark("id_number", "请填写 18 位身份证号，并检查最后一位");
        }
        let answer_days = reader.required_whole("answer_days", "答复期限", 1..=30);
        match (reader.finish((student_name, id_number)), terms) {
            (Ok((student_name, Some(id_number))), Ok(terms)) => Ok(Self {
                student_name,
                id_number,
                answer_days,
                terms,
            }),
            (student, terms) => Err([student.err(), terms.err()]
                .into_iter()
                .flatten()
                .flatten()
                .collect()),
        }
    }
}

/// Sends an invitation. It expires at the end of its last day in China.
pub async fn invite(conn: &mut Conn, by: &Account, invitation: Invitation) -> Result<Acted, InviteError> {
    let Role::Company { company } = by.role else {
        return Err(ActError::NotFound.into());
    };
    conn.transaction(async |conn| {
        let student = student_of(conn, &invitation).await?.ok_or(InviteError::NoMatch)?;
        if let Some((case, terms)) = open_invitation(conn, company, student).await? {
            let same = terms == invitation.terms;
            return Err(InviteError::InvitedAlready { case, same });
        }
        let new = NewCase {
            kind: Kind::Online,
            student,
            company: Some(company),
            initiator: Initiator::Company,
            agreement: None,
            due_at: Some(due_at(invitation.answer_days)),
            supplementary: false,
        };
        let terms = invitation.terms;
        let acted = begin(
            conn,
            By::Account(by),
            new,
            &Command::Invite,
            async |conn, case_id| {
                insert_into(agreements::table)
                    .values(Agreement { case_id, terms })
                    .execute(conn)
                    .await
                    .map(drop)
            },
        );
        Ok(acted.await?)
    })
    .await
}

pub(super) fn due_at(days: i32) -> DateTime<Utc> {
    time::end_of(time::today() + TimeDelta::days(days.into()))
}

/// Locks the student, so that of two submissions of one form the second finds the first. A dormant student is off the
/// roster: for companies there is no such student. Somebody who studies again is of the latest cohort.
async fn student_of(conn: &mut Conn, invitation: &Invitation) -> QueryResult<Option<StudentId>> {
    let of_number: Vec<(StudentId, String)> = students::table
        .filter(students::id_number.eq(invitation.id_number.reveal()))
        .filter(students::dormant_since.is_null())
        .order(students::cohort.desc())
        .select((students::id, students::name))
        .for_update()
        .load(conn)
        .await?;
    let mut named = of_number.into_iter();
    let found = named.find(|(_, name)| is_same_name(name, &invitation.student_name));
    Ok(found.map(|(id, _)| id))
}

/// The company's invitation to the same student that waits for an answer, and whether it says the same.
pub(super) async fn invited(
    conn: &mut Conn,
    by: &Account,
    invitation: &Invitation,
) -> QueryResult<Option<(CaseId, bool)>> {
    let (Role::Company { company }, Some(student)) = (&by.role, student_of(conn, invitation).await?) else {
        return Ok(None);
    };
    let open = open_invitation(conn, *company, student).await?;
    Ok(open.map(|(case, terms)| (case, terms == invitation.terms)))
}

async fn open_invitation(
    conn: &mut Conn,
    company: CompanyId,
    student: StudentId,
) -> QueryResult<Option<(CaseId, Terms)>> {
    cases::table
        .inner_join(agreements::table)
        .filter(cases::student_id.eq(student))
        .filter(cases::company_id.eq(company))
        .filter(cases::kind.eq(Kind::Online))
        .filter(cases::state.eq("invited"))
        .select((cases::id, Terms::as_select()))
        .first(conn)
        .await
        .optional()
}
