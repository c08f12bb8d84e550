//! A student's own cases, and what the student can do next.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{pg::Pg, prelude::*};
use diesel_async::RunQueryDsl;

use super::{
    Refusal, Standing, State, Step, bar,
    circumstances::{Circumstances, Place},
    history::{self, Happened},
    state::Kind,
    termination,
};
use crate::{
    access::{Account, Scope},
    agreement::written::{Form, put_aside},
    company,
    db::{
        Conn,
        schema::{agreements, cases, destinations, students},
    },
    destination::Type,
    ids::{CaseId, CompanyId},
    roster::Student,
    settings::{Office, office_of},
};
use std::collections::HashSet;

/// A case in the eyes of the one whose it is.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = cases, check_for_backend(Pg))]
pub struct Own {
    /// The case.
    pub id: CaseId,
    /// Kind and state.
    #[diesel(embed)]
    pub state: State,
    /// How many steps it has made, and the first.
    pub version: i32,
    /// Since when it is in this state.
    pub entered_at: DateTime<Utc>,
    /// When an answer is due.
    pub due_at: Option<DateTime<Utc>>,
    /// The company that it is with; of a destination none.
    pub company_id: Option<CompanyId>,
    /// The credit code of the employer that a destination names.
    pub employer_code: Option<String>,
    /// 单位名称 of an agreement.
    #[diesel(select_expression = agreements::company_name.nullable())]
    pub company: Option<String>,
    /// 职位名称 of an agreement.
    #[diesel(select_expression = agreements::job_title.nullable())]
    pub job_title: Option<String>,
    /// 工作地点 of an agreement, a region's code.
    #[diesel(select_expression = agreements::work_place.nullable())]
    pub work_place: Option<String>,
    /// 薪酬 of an agreement, in yuan a month.
    #[diesel(select_expression = agreements::pay.nullable())]
    pub pay: Option<i32>,
    /// 报到日期 of an agreement.
    #[diesel(select_expression = agreements::report_on.nullable())]
    pub report_on: Option<NaiveDate>,
    /// What a destination is.
    #[diesel(select_expression = destinations::type_.nullable())]
    pub destination: Option<Type>,
}

impl Own {
    /// Does it wait for the student's answer to an invitation?
    pub fn is_invitation_open(&self) -> bool {
        self.state.kind() == Kind::Online && self.state.standing() == Standing::Pending
    }

    /// Is it still the student's to hand in: a draft, or taken back?
    fn is_unsent(&self) -> bool {
        self.state.kind() != Kind::Online && self.state == self.state.kind().draft()
    }

    /// Was it handed in before, if it is a draft now? Being written makes no step.
    pub const fn was_taken_back(&self) -> bool {
        self.version > 1
    }
}

/// What a student began and has not handed in.
#[derive(Debug, Clone, Copy)]
pub enum Unsent<'a> {
    /// A case: a draft, or taken back.
    Case(&'a Own),
    /// A form that was put aside before there was a case, and when.
    Form(Form, DateTime<Utc>),
}

/// The cases in reach that are somebody's own, newest first. Served by cases_student.
pub async fn own(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<Own>> {
    cases::table
        .left_join(agreements::table)
        .left_join(destinations::table)
        .filter(scope.cases())
        .order(cases::id.desc())
        .select(Own::as_select())
        .load(conn)
        .await
}

/// How a student stands: everything that the student's own pages show.
pub struct Outlook {
    /// The student.
    pub student: Student,
    /// The school, with its form and mode for the student's cohort.
    pub office: Office,
    /// Why nothing can be signed whatever comes.
    pub barred: Option<Refusal>,
    /// What stands against handing in an offline agreement, and a paper one; none: nothing does.
    pub written: [Option<Refusal>; 2],
    /// The forms that were put aside, and when.
    pub aside: Vec<(Form, DateTime<Utc>)>,
    /// The student's cases, newest first.
    pub cases: Vec<Own>,
    /// Those whose employers the student is warned of.
    pub warned: HashSet<CaseId>,
    /// What happened to the case that matters most now, newest first.
    pub history: Vec<Happened>,
}

/// What a student can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing: a rule stands against everything.
    Nothing(Refusal),
    /// Answer invitations.
    Answer {
        /// How many wait.
        waiting: usize,
        /// When the first of them is due.
        due: Option<DateTime<Utc>>,
    },
    /// Wait for the reviewers of a step.
    Wait(Step),
    /// Edit, upload or abandon what came back.
    Mend,
    /// Answer the company, which asks to end the agreement in force.
    AnswerTermination {
        /// The termination.
        case: CaseId,
        /// When the answer is due.
        due: Option<DateTime<Utc>>,
    },
    /// Follow the termination of the agreement in force.
    FollowTermination(CaseId),
    /// Edit the termination of the agreement in force, which came back.
    MendTermination(CaseId),
    /// Nothing is left to do: a destination is in force.
    Rest,
    /// The same, after a termination that did not come about.
    Kept(CaseId),
    /// A destination is registered that places nobody ([`Type::is_placement`]).
    Unplaced(Type),
    /// Find an employer, or register another destination.
    Begin,
    /// Register the one type of destination that is open to who may sign no agreement (4.2).
    Supplement,
}

impl Outlook {
    /// How an account's student stands; none where the account is no student's.
    pub async fn of(conn: &mut Conn, account: &Account) -> QueryResult<Option<Self>> {
        let scope = account.scope();
        let found = students::table
            .filter(scope.students())
            .select(Student::as_select())
            .first(conn)
            .await
            .optional()?;
        let Some(student) = found else {
            return Ok(None);
        };
        let Some(office) = office_of(conn, student.school_id, student.cohort).await? else {
            return Ok(None);
        };
        let place = Place {
            case: None,
            kind: Kind::Online,
            agreement: None,
            supplementary: None,
            due_at: None,
        };
        let barred = Circumstances::of(conn, &place, (&student).into()).await?.bar();
        let written = [
            bar(conn, account, Kind::Offline, false).await?,
            bar(conn, account, Kind::Paper, false).await?,
        ];
        let aside = put_aside(conn, account).await?;
        let cases = own(conn, &scope).await?;
        let employed = (cases.iter()).map(|case| (case.id, case.company_id, case.employer_code.as_deref()));
        let warned = company::warned(conn, employed, office.school).await?;
        let history = match focus(&cases) {
            Some(case) => history::history(conn, &scope, case.id).await?,
            None => Vec::new(),
        };
        Ok(Some(Self {
            student,
            office,
            barred,
            written,
            aside,
            cases,
            warned,
            history,
        }))
    }

    /// The case that takes the student's one place (5.1).
    pub fn current(&self) -> Option<&Own> {
        current(&self.cases)
    }

    /// What the school said no to last, if nothing has come of anything since.
    pub fn rejected(&self) -> Option<&Own> {
        let latest = focus(&self.cases).filter(|_| self.current().is_none());
        latest.filter(|case| case.state.is_rejected())
    }

    /// The invitations that wait for an answer, the most urgent first.
    pub fn waiting(&self) -> Vec<&Own> {
        let mut waiting: Vec<&Own> = self
            .cases
            .iter()
            .filter(|case| case.is_invitation_open())
            .collect();
        waiting.sort_by_key(|case| case.due_at);
        waiting
    }

    /// Every online agreement: what was ever offered, newest first.
    pub fn invitations(&self) -> impl Iterator<Item = &Own> {
        self.cases.iter().filter(|case| case.state.kind() == Kind::Online)
    }

    /// What the student registered, or began to: newest first.
    pub fn destinations(&self) -> impl Iterator<Item = &Own> {
        (self.cases.iter()).filter(|case| case.state.kind() == Kind::Destination)
    }

    /// What the student began, or took back, and has not handed in; nothing where it could not be: the one place is taken.
    pub fn unsent(&self) -> Vec<Unsent<'_>> {
        if self.current().is_some() {
            return Vec::new();
        }
        let begun = |form: Form| {
            let of_form = |case: &Own| case.state.kind() == form.kind() && case.state.is_open();
            self.cases.iter().any(of_form)
        };
        let drafts = self.cases.iter().filter(|case| case.is_unsent());
        let aside = self.aside.iter().filter(|(form, _)| !begun(*form));
        drafts
            .map(Unsent::Case)
            .chain(aside.map(|&(form, at)| Unsent::Form(form, at)))
            .collect()
    }

    /// What can be done next about what is in force.
    fn ending(&self, current: &Own) -> Next {
        use termination::State::{
            Abandoned, AskedByCompany, AskedByStudent, Draft, Failed, InReview, Refused, Returned,
            Terminated, Withdrawn,
        };
        let rest = match current.destination {
            Some(kind) if !kind.is_placement() => Next::Unplaced(kind),
            _ => Next::Rest,
        };
        let Some(Own {
            id, state, due_at, ..
        }) = termination_of(&self.cases, current)
        else {
            return rest;
        };
        let State::Termination(state) = *state else {
            return rest;
        };
        match state {
            AskedByCompany => Next::AnswerTermination {
                case: *id,
                due: *due_at,
            },
            AskedByStudent | InReview(_) => Next::FollowTermination(*id),
            Returned => Next::MendTermination(*id),
            Refused | Failed => Next::Kept(*id),
            Draft | Withdrawn | Abandoned | Terminated => rest,
        }
    }

    /// What can be done next.
    pub fn next(&self) -> Next {
        let supplement = self.barred == Some(Refusal::AgreementsClosedToStudent);
        if let Some(refusal) = self.barred.filter(|_| !supplement) {
            return Next::Nothing(refusal);
        }
        match self.current().map(|case| (case.state.standing(), case)) {
            Some((Standing::InReview(step), _)) => Next::Wait(step),
            Some((Standing::Waiting, _)) => Next::Mend,
            Some((Standing::Effective, current)) => self.ending(current),
            Some((Standing::Pending | Standing::Ended, _)) | None if supplement => Next::Supplement,
            Some((Standing::Pending | Standing::Ended, _)) | None => match self.waiting().as_slice() {
                [] => Next::Begin,
                waiting @ [first, ..] => Next::Answer {
                    waiting: waiting.len(),
                    due: first.due_at,
                },
            },
        }
    }
}

/// The case that takes the student's one place (5.1).
fn current(cases: &[Own]) -> Option<&Own> {
    cases.iter().find(|case| case.state.occupies())
}

/// The last termination of an agreement that was asked for. The cases come newest first.
fn termination_of<'a>(cases: &'a [Own], agreement: &Own) -> Option<&'a Own> {
    let asked =
        |case: &&Own| case.state.kind() == Kind::Termination && case.state != Kind::Termination.draft();
    cases
        .iter()
        .take_while(|case| case.id != agreement.id)
        .find(asked)
}

/// The case that matters most: the end of the current one, the current one, or what something happened to last.
fn focus(cases: &[Own]) -> Option<&Own> {
    match current(cases) {
        Some(current) => termination_of(cases, current).or(Some(current)),
        None => cases.iter().max_by_key(|case| case.entered_at),
    }
}
