//! Plays the steps of a case: what each leaves in the tables, as the act path would have left it.

use chrono::{DateTime, Days, Utc};
use serde_json::{Value, json};
use wq_core::{
    case::{Actor, Effect, Kind, Standing, State, agreement_number, due},
    ids::{CaseId, SchoolId},
    time::{beijing, end_of},
};

use super::{
    agreements::{self, Agreement, Termination},
    companies::Company,
    destinations::{self, Destination},
    dice::Dice,
    events::{Case, Sync},
    plot::Plot,
    roads::Step,
    tell::{Person, Teller},
    words,
};

/// A case in play.
pub(super) struct Playing {
    pub case: Case,
    pub state: State,
    pub details: Details,
    /// The place of its company among all.
    pub company: usize,
}

/// What only the kind of the case has.
pub(super) enum Details {
    Agreement(Box<Agreement>),
    Destination(Box<Destination>),
    Termination(Termination),
}

impl Details {
    /// What a list says of the case in a word.
    fn subject(&self, company: &Company) -> String {
        match self {
            Self::Agreement(agreement) => agreement.company_name.clone(),
            Self::Destination(destination) => destination.category.into(),
            Self::Termination(_) => company.name.clone(),
        }
    }
}

impl Person {
    /// The student's place in the employment system. A dormant student's was told before the deletion.
    pub(super) fn sync(&self) -> Sync {
        let told = self.student.dormant_since.is_some();
        Sync {
            student_id: self.student.id,
            version: self.changes,
            changed_at: self.changed_at,
            pushed_version: if told { self.changes } else { 0 },
            pushed_at: told.then_some(self.changed_at),
            unplaced_version: self.unplaced.map(|(version, _)| version),
            unplaced_at: self.unplaced.map(|(_, at)| at),
        }
    }

    /// The place of the agreement that a termination ends: the one before it.
    fn agreement(&self) -> Option<usize> {
        self.cases
            .iter()
            .rposition(|playing| playing.state.kind().agreement().is_some())
    }
}

impl Teller<'_> {
    /// Begins a case; answers its place among the student's.
    pub(super) fn begin(
        &mut self,
        person: &mut Person,
        plot: &Plot,
        way: &[Step],
        began: DateTime<Utc>,
        dice: &mut Dice,
    ) -> usize {
        self.cases += 1;
        let kind = plot.kind();
        let ends = person.agreement().filter(|_| kind == Kind::Termination);
        let company = match ends {
            Some(agreement) => person.cases[agreement].company,
            None => plot.company.unwrap_or_else(|| self.some_company(kind, dice)),
        };
        let company_row = &self.companies[company];
        let details = details(self.cases, person, plot, company_row, began, dice);
        let student = &person.student;
        // Whoever takes the first step; of a case still being written, whoever usually would.
        let usual = if kind == Kind::Online {
            Actor::Company
        } else {
            Actor::Student
        };
        let initiator = way.first().map_or(usual, |step| step.actor).as_str();
        let case = Case {
            id: self.cases,
            kind: kind.as_str(),
            state: kind.draft().as_str(),
            version: 1,
            school_id: student.school_id,
            cohort: student.cohort,
            student_id: student.id,
            company_id: (kind != Kind::Destination).then_some(company_row.id),
            dormant: student.dormant_since.is_some(),
            student_name: student.name.clone(),
            student_no: student.student_no.clone(),
            subject: details.subject(company_row),
            department: student.department,
            level: student.level(),
            initiator,
            agreement_id: ends.map(|agreement| person.cases[agreement].case.id),
            ends: ends.map(|agreement| person.cases[agreement].case.kind),
            created_at: began,
            entered_at: began,
            submitted_at: None,
            decided_at: None,
            due_at: None,
            reminded: 0,
        };
        person.cases.push(Playing {
            case,
            state: kind.draft(),
            details,
            company,
        });
        person.cases.len() - 1
    }

    /// Only a registered company invites.
    fn some_company(&self, kind: Kind, dice: &mut Dice) -> usize {
        let most = match kind {
            Kind::Online => self
                .companies
                .iter()
                .take_while(|company| company.registered_at.is_some())
                .count(),
            _ => self.companies.len(),
        };
        dice.between(0, most as i64 - 1).unsigned_abs() as usize
    }

    /// Plays one step of the case at a place: moves it, and leaves event, audit entry, messages and effects.
    pub(super) fn play(
        &mut self,
        person: &mut Person,
        place: usize,
        step: &Step,
        at: DateTime<Utc>,
        dice: &mut Dice,
    ) {
        let event = self.record(person, place, step, at, dice);
        person.cases[place].moves(step, at);
        self.hand_in(person, place, step, at);
        for effect in &step.effects {
            match effect {
                Effect::DestinationChanged => {
                    person.changes += 1;
                    person.changed_at = at;
                    if !step.to.is_effective() {
                        person.unplaced = Some((person.changes, at));
                    }
                }
                Effect::Tell(audience, notice) => {
                    self.message(person, place, (event, at), *audience, *notice)
                }
                Effect::CloseAgreement => self.close_agreement(person, at, dice),
                Effect::IssueAgreement => person.cases[place].issue(at),
                Effect::ScheduleExpiry => person.cases[place].case.due_at = Some(in_a_month(at)),
                Effect::ScheduleReminders => {
                    let case = &mut person.cases[place].case;
                    case.due_at = due::due_at(step.to, at).or(case.due_at);
                }
                Effect::CountAsk => {
                    if let Details::Termination(termination) = &mut person.cases[place].details {
                        termination.asks += 1;
                    }
                }
                // What has to be looked up is seen at the end, from where the case stands.
                Effect::LookUpCompany => {}
            }
        }
    }

    fn close_agreement(&mut self, person: &mut Person, at: DateTime<Utc>, dice: &mut Dice) {
        let Some(agreement) = person.agreement() else {
            return;
        };
        let state = person.cases[agreement].state;
        let terrain = (state.kind(), None, person.school.mode);
        if let Some(step) = self.roads.step(terrain, state, "end_by_termination").cloned() {
            self.play(person, agreement, &step, at, dice);
        }
    }
}

impl Playing {
    fn moves(&mut self, step: &Step, at: DateTime<Utc>) {
        if step.from == step.to {
            self.case.reminded += i32::from(step.command == "remind");
            return;
        }
        self.case.reminded = 0;
        self.state = step.to;
        self.case.state = step.to.as_str();
        self.case.entered_at = at;
        if step.from == step.from.kind().draft() {
            self.case.submitted_at = Some(at);
        }
        if matches!(step.to.standing(), Standing::Effective | Standing::Ended) {
            self.case.decided_at = Some(at);
        }
        if step.command == "expire" {
            self.case.due_at = Some(at);
        }
        if let Details::Termination(termination) = &mut self.details
            && self.case.state == "terminated"
        {
            termination.ended_on = Some(beijing(at).date_naive());
            (termination.means, termination.explanation) = match step.command {
                "force" => ("forced", Some(words::EXPLANATION)),
                "approve_one_sided" => ("one_sided", Some(words::EXPLANATION)),
                _ => ("agreed", None),
            };
        }
    }

    /// The agreement gets its number, once.
    fn issue(&mut self, at: DateTime<Utc>) {
        let case = &self.case;
        let number = agreement_number(case.cohort, SchoolId(case.school_id), CaseId(case.id));
        if let Details::Agreement(agreement) = &mut self.details {
            agreement.number = Some(number);
            agreement.signed_on = Some(beijing(at).date_naive());
        }
    }

    /// What an edit changes, before and after.
    pub(super) fn edited(&mut self, command: &str) -> (Option<Value>, Option<Value>) {
        let (field, old, new) = match (command, &mut self.details) {
            ("edit_after_approval", Details::Agreement(agreement)) => {
                let old = std::mem::replace(&mut agreement.job_category, "29");
                ("job_category", old, agreement.job_category)
            }
            ("edit_in_review", Details::Destination(destination)) => {
                let old = destination.major.replace("工商管理");
                let kept = |major| Some(json!({ "type": destination.kind, "major": major }));
                return (kept(old), kept(Some("工商管理")));
            }
            _ => return (None, None),
        };
        (Some(json!({ field: old })), Some(json!({ field: new })))
    }
}

fn details(
    case: i64,
    person: &Person,
    plot: &Plot,
    company: &Company,
    began: DateTime<Utc>,
    dice: &mut Dice,
) -> Details {
    let day = beijing(began).date_naive();
    match plot.kind() {
        Kind::Termination => Details::Termination(agreements::termination(case, dice)),
        Kind::Destination => {
            let destination = destinations::destination(
                (case, person.student.cohort),
                plot.destination,
                day,
                company,
                dice,
            );
            Details::Destination(Box::new(destination))
        }
        kind => {
            let agreement = agreements::agreement(case, person.student.cohort, company, dice);
            let signed_on = (kind == Kind::Paper).then(|| day - Days::new(5));
            Details::Agreement(Box::new(Agreement {
                signed_on,
                ..agreement
            }))
        }
    }
}

/// The end of the thirtieth day: the longest that a company can let a student think.
fn in_a_month(at: DateTime<Utc>) -> DateTime<Utc> {
    end_of(beijing(at).date_naive() + Days::new(30))
}
