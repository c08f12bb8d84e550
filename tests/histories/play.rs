//! Does the steps on a database, through the act path.

use chrono::{NaiveDate, Utc};
use diesel::{insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl, SimpleAsyncConnection};
use wq_core::access::{Account, Role};
use wq_core::agreement::{Invitation, InviteError, Terms, invite};
use wq_core::case::{ActError, Acted, Command, Initiator, Kind, NewCase, act, begin};
use wq_core::db::schema::{agreements, destinations, students, terminations};
use wq_core::db::{Conn, Pool, connect};
use wq_core::ids::{CaseId, CompanyId, StudentId};
use wq_tests::accept;

use crate::cast::{CURRENT, Who, id_number, name};
use crate::model::{Model, New, Not, Step, switch};

/// A database on which a history is played: the application's connections, and one of the owner.
pub struct Stage {
    pub app: Pool,
    pub owner: Conn,
}

impl Stage {
    pub async fn new(url: &str) -> Self {
        Self {
            app: connect(url, 4).await.expect("a pool"),
            owner: Conn::establish(url).await.expect("a connection"),
        }
    }
}

/// Does a step that was chosen on a model of the same database.
pub async fn play(conn: &mut Conn, model: &Model, step: &Step) -> Result<Option<Acted>, Not> {
    match step {
        Step::Invite {
            by,
            student,
            right_name,
        } => {
            let Who::Account(by) = *by else {
                return Err(Not::Found);
            };
            let invited = invite(conn, &model.accounts[by], invitation(*student, *right_name)).await;
            invited.map(Some).map_err(not_invited)
        }
        Step::Begin { by, new, command } => {
            let begun = open(conn, &model.accounts, model, *by, new, command).await;
            begun.map(Some).map_err(not_acted)
        }
        Step::Act {
            by,
            case,
            seen,
            command,
        } => {
            let case = CaseId(model.cases[*case].id);
            let acted = act(conn, by.by(&model.accounts), case, *seen, command).await;
            acted.map(Some).map_err(not_acted)
        }
        Step::Accept { by, case, seen } => {
            let case = CaseId(model.cases[*case].id);
            let accepted = accept(conn, &model.accounts[*by], case, *seen).await;
            accepted.map(Some).map_err(not_acted)
        }
        Step::Dormant { student, dormant } => {
            let since = dormant.then(Utc::now);
            update(students::table.find(*student as i64 + 1))
                .set(students::dormant_since.eq(since))
                .execute(conn)
                .await
                .expect("the roster");
            Ok(None)
        }
        Step::Switch { school, kind, open } => {
            let (switch, school) = (switch(*kind), school + 1);
            conn.batch_execute(&format!(
                "UPDATE school_settings SET {switch} = {open} WHERE school_id = {school}"
            ))
            .await
            .expect("the settings");
            Ok(None)
        }
    }
}

fn not_acted(error: ActError) -> Not {
    match error {
        ActError::NotFound => Not::Found,
        ActError::Moved => Not::Moved,
        ActError::Refused(refusal) => Not::Refused(refusal.code()),
        ActError::Database(error) => panic!("the database stepped in: {error}"),
    }
}

fn not_invited(error: InviteError) -> Not {
    match error {
        InviteError::NoMatch => Not::Matched,
        InviteError::InvitedAlready { .. } => Not::InvitedTwice,
        InviteError::Act(error) => not_acted(error),
    }
}

fn invitation(student: usize, right_name: bool) -> Invitation {
    Invitation {
        student_name: if right_name {
            name(student)
        } else {
            "张三".into()
        },
        id_number: id_number(student),
        answer_days: 7,
        terms: terms(),
    }
}

/// Begins a case as the acts of the later kinds do: case and details in one transaction.
async fn open(
    conn: &mut Conn,
    accounts: &[Account],
    model: &Model,
    by: Who,
    new: &New,
    command: &Command,
) -> Result<Acted, ActError> {
    let by_student =
        matches!(by, Who::Account(place) if matches!(accounts[place].role, Role::Student { .. }));
    let case = NewCase {
        kind: new.kind,
        student: StudentId(new.student as i64 + 1),
        company: new.company.map(CompanyId),
        initiator: if by_student {
            Initiator::Student
        } else {
            Initiator::Company
        },
        agreement: new.ends.map(|ends| CaseId(model.cases[ends].id)),
        due_at: None,
        supplementary: new.supplementary,
    };
    conn.transaction(async |conn| {
        begin(conn, by.by(accounts), case, command, async |conn, case| {
            details(conn, case, new).await.map(drop)
        })
        .await
    })
    .await
}

async fn details(conn: &mut Conn, case: CaseId, new: &New) -> QueryResult<usize> {
    match new.kind {
        Kind::Online | Kind::Offline | Kind::Paper => {
            insert_into(agreements::table)
                .values((agreements::case_id.eq(case), terms()))
                .execute(conn)
                .await
        }
        Kind::Destination => {
            let kind = if new.supplementary {
                "commissioned"
            } else {
                "labour_contract"
            };
            insert_into(destinations::table)
                .values((
                    destinations::case_id.eq(case),
                    destinations::type_.eq(kind),
                    destinations::category.eq("11"),
                    destinations::registered_on.eq(day()),
                    destinations::job_category.eq("13"),
                    destinations::company_name.eq("南京远山咨询有限公司"),
                    destinations::credit_code.eq("91350100M000100Y51"),
                    destinations::nature.eq("39"),
                    destinations::industry.eq("34"),
                    destinations::region.eq("320102"),
                ))
                .execute(conn)
                .await
        }
        Kind::Termination => {
            insert_into(terminations::table)
                .values((
                    terminations::case_id.eq(case),
                    terminations::reason_code.eq("other"),
                    terminations::reason_text.eq("另有安排"),
                ))
                .execute(conn)
                .await
        }
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(CURRENT, 7, 1).expect("a date")
}

fn terms() -> Terms {
    Terms {
        company_name: "江苏云帆软件有限公司".into(),
        credit_code: "91350100M000100Y43".into(),
        nature: "39".into(),
        industry: "34".into(),
        region: "320102".into(),
        address: String::new(),
        postcode: String::new(),
        contact: String::new(),
        telephone: String::new(),
        mobile: String::new(),
        email: String::new(),
        job_category: "13".into(),
        job_title: "软件工程师".into(),
        work_place: "320102".into(),
        pay: 9000,
        probation_months: 0,
        probation_pay: None,
        term_from: Some(day()),
        term_to: None,
        report_on: Some(day()),
        benefits: String::new(),
        takes_archive: false,
        takes_household: false,
        archive_unit: String::new(),
        archive_address: String::new(),
        archive_postcode: String::new(),
        archive_contact: String::new(),
        archive_telephone: String::new(),
        household_address: String::new(),
        damages: Some(0),
        other_terms: String::new(),
    }
}
