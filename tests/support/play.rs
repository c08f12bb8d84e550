//! Acts, through the same path as everyone's.

use diesel::{
    ExpressionMethods, QueryableByName, insert_into, sql_query,
    sql_types::{BigInt, Text},
};
use diesel_async::RunQueryDsl;
use wq_core::{
    access::Account,
    agreement::{self, Invitation, Terms, invite},
    case::{ActError, Acted, By, Command, DeclineReason, Initiator, Kind, NewCase, Objection, act, begin},
    company,
    db::{
        Conn,
        schema::{agreements, terminations},
    },
    ids::CaseId,
    one_time::{Handle, Key, Purpose, Way},
    typed::Typed,
};

use crate::{
    browserless::KEY,
    people::{Company, Student},
    world::{COHORT, World},
};

/// A company's form, in order, but for whom it is.
const FORM: [(&str, &str); 11] = [
    ("job_category", "13"),
    ("job_title", "软件工程师"),
    ("work_region", "320102"),
    ("salary", "9000"),
    ("probation_months", "0"),
    ("contract_from", "2027-07-01"),
    ("contract_to", "2030-06-30"),
    ("report_on", "2027-07-01"),
    ("penalty", "0"),
    ("takes_archive", "yes"),
    ("answer_days", "7"),
];

/// Why a student declines.
pub fn objection() -> Objection {
    Objection::of(DeclineReason::OtherOffer)
}

/// Accepts an invitation as `by` saw it at version `seen`, with a code that has come to the phone of the student invited.
pub async fn accept(conn: &mut Conn, by: &Account, case: CaseId, seen: i32) -> Result<Acted, ActError> {
    let key = Key::of(&KEY);
    let handle = arrived(conn, case).await;
    let code = key.secret(Purpose::Acceptance, Way::Sms, &handle);
    let accepted = agreement::accept(conn, &key, by, (case, seen), Some(&handle), &code).await?;
    Ok(accepted.unwrap_or_else(|refused| panic!("a code that was good: {refused:?}")))
}

#[derive(QueryableByName)]
struct Arrived {
    #[diesel(sql_type = Text)]
    handle: String,
}

/// Leaves a code as one leaves it that was sent a while ago: without the job, and without the wait before the next.
async fn arrived(conn: &mut Conn, case: CaseId) -> Handle {
    let row: Arrived = sql_query(
        "INSERT INTO one_time_codes (handle, purpose, way, address, student_id, case_id, case_version, created_at, expires_at)
            SELECT md5(random()::text), 'acceptance', 'sms', s.mobile, s.id, c.id, c.version - c.reminded,
                now() - interval '5 minutes', now() + interval '5 minutes'
            FROM cases c JOIN students s ON s.id = c.student_id WHERE c.id = $1
            RETURNING handle",
    )
    .bind::<BigInt, _>(case.0)
    .get_result(conn)
    .await
    .expect("a case");
    Handle::parse(&row.handle).expect("a handle")
}

impl World {
    /// What a company fills in to invite a student, in order.
    pub async fn invitation(&self, company: &Company, student: &Student) -> Invitation {
        let mut typed = Typed::default();
        for (field, value) in FORM {
            typed.0.insert(field.into(), value.into());
        }
        typed.0.insert("student_name".into(), student.name.clone());
        typed
            .0
            .insert("id_number".into(), student.id_number.reveal().to_owned());
        let details = company::company(&mut *self.conn().await, &company.account)
            .await
            .expect("the database")
            .expect("a company");
        let terms = Terms::read(&typed, &details, COHORT);
        Invitation::read(&typed, terms).expect("a form in order")
    }

    /// A company invites a student.
    pub async fn invite(&self, company: &Company, student: &Student) -> Acted {
        let invitation = self.invitation(company, student).await;
        invite(&mut *self.conn().await, &company.account, invitation)
            .await
            .expect("an invitation")
    }

    /// Somebody gives a command, and it is done.
    pub async fn act(&self, by: &Account, on: Acted, command: &Command) -> Acted {
        act(
            &mut *self.conn().await,
            By::Account(by),
            on.case,
            on.version,
            command,
        )
        .await
        .unwrap_or_else(|error| panic!("{}: {error}", command.as_str()))
    }

    /// From the invitation to the student's yes: it waits for its first reviewer.
    pub async fn accepted(&self, company: &Company, student: &Student) -> Acted {
        let invited = self.invite(company, student).await;
        self.accept(&student.account, invited).await
    }

    /// A student accepts an invitation, and it is done.
    pub async fn accept(&self, by: &Account, on: Acted) -> Acted {
        accept(&mut *self.conn().await, by, on.case, on.version)
            .await
            .expect("an acceptance")
    }

    /// From the invitation to the school's approval.
    pub async fn sign(&self, company: &Company, student: &Student, officer: &Account) -> Acted {
        let accepted = self.accepted(company, student).await;
        self.act(officer, accepted, &Command::Approve).await
    }

    /// A paper agreement of the student's with a company that is not on the platform, in force.
    pub async fn paper(&self, student: &Student, officer: &Account) -> Acted {
        let named = self.company().await;
        let terms = self.invitation(&named, student).await.terms;
        let new = NewCase {
            kind: Kind::Paper,
            student: student.id,
            company: None,
            initiator: Initiator::Student,
            agreement: None,
            due_at: None,
            supplementary: false,
        };
        let submitted = self.submit(student, new, terms).await;
        self.act(officer, submitted, &Command::Approve).await
    }

    /// An offline agreement of the student's, handed in and before its first reviewer.
    pub async fn offline(&self, company: &Company, student: &Student) -> Acted {
        let terms = self.invitation(company, student).await.terms;
        let new = NewCase {
            kind: Kind::Offline,
            student: student.id,
            company: Some(company.id),
            initiator: Initiator::Student,
            agreement: None,
            due_at: None,
            supplementary: false,
        };
        self.submit(student, new, terms).await
    }

    async fn submit(&self, student: &Student, new: NewCase, terms: Terms) -> Acted {
        let conn = &mut *self.conn().await;
        let by = By::Account(&student.account);
        let submitted = begin(conn, by, new, &Command::Submit, async |conn, case| {
            insert_into(agreements::table)
                .values((agreements::case_id.eq(case), terms))
                .execute(conn)
                .await
                .map(drop)
        });
        submitted.await.expect("an agreement")
    }

    /// The student hands in the termination of an offline or paper agreement.
    pub async fn hand_in_termination(&self, student: &Student, agreement: Acted) -> Acted {
        let new = NewCase {
            kind: Kind::Termination,
            student: student.id,
            company: None,
            initiator: Initiator::Student,
            agreement: Some(agreement.case),
            due_at: None,
            supplementary: false,
        };
        let conn = &mut *self.conn().await;
        let by = By::Account(&student.account);
        let submitted = begin(conn, by, new, &Command::Submit, async |conn, case| {
            insert_into(terminations::table)
                .values((
                    terminations::case_id.eq(case),
                    terminations::reason_code.eq("other_post"),
                    terminations::reason_text.eq("已被另一单位录用"),
                ))
                .execute(conn)
                .await
                .map(drop)
        });
        submitted.await.expect("a termination")
    }
}
