//! Tells a student's story: finds the way that each case takes, sets its days, and plays it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use wq_core::{
    case::{AgreementKind, Kind, State, Step as ReviewStep, due},
    jobs::payloads::{ExpireInvitation, LookUpCompany, PushDestination, Remind},
};

use super::{
    accounts::{self, Officers},
    calendar,
    companies::Company,
    dice::Dice,
    events::Waiting,
    papers::Papers,
    people::Student,
    play::{Details, Playing},
    plot::{Plot, Story},
    roads::{Roads, Step},
    schools::School,
    sheet::Sheet,
};

/// What all stories share, and the rows that they have left behind.
pub(super) struct Teller<'a> {
    pub(super) roads: &'a Roads,
    pub(super) officers: &'a Officers,
    pub(super) companies: &'a [Company],
    pub(super) papers: &'a Papers,
    /// The hash of every account's password.
    pub(super) hash: &'a str,
    pub(super) now: DateTime<Utc>,
    pub(super) sheet: Sheet,
    pub(super) cases: i64,
    pub(super) events: i64,
    /// Companies that reviewers want to know the standing of.
    looked_up: BTreeSet<i64>,
}

/// A student, with what has come of the story so far.
pub(super) struct Person {
    pub student: Student,
    pub school: &'static School,
    pub cases: Vec<Playing>,
    /// How often the effective destination has changed, and when it last did.
    pub changes: i64,
    pub changed_at: DateTime<Utc>,
    /// As which change the student was last left without a destination, and when.
    pub unplaced: Option<(i64, DateTime<Utc>)>,
}

/// Of those to whom nothing has happened yet, one in so many has not activated the account either.
const NOT_ACTIVATED: i64 = 10;

impl<'a> Teller<'a> {
    pub(super) fn new(
        roads: &'a Roads,
        officers: &'a Officers,
        companies: &'a [Company],
        papers: &'a Papers,
        hash: &'a str,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            roads,
            officers,
            companies,
            papers,
            hash,
            now,
            sheet: Sheet::default(),
            cases: 0,
            events: 0,
            looked_up: BTreeSet::new(),
        }
    }

    /// Tells the story of a student. `last_day` is the last on which anything may have happened.
    pub(super) fn tell(
        &mut self,
        student: Student,
        login: Option<String>,
        school: &'static School,
        story: &Story,
        last_day: NaiveDate,
        dice: &mut Dice,
    ) -> anyhow::Result<()> {
        let ways = self.ways(school, story)?;
        let steps = ways.iter().map(Vec::len).sum();
        let ago = dice.between(1, 12) + story.wish.dormant.unwrap_or(0) + story.wish.idle;
        let mut moments = calendar::moments(last_day, ago, steps, dice).into_iter();
        let is_new = login.is_none() && story.plots.is_empty() && student.id % NOT_ACTIVATED == 0;
        if !is_new {
            self.sheet
                .accounts
                .push(accounts::of_its_student(&student, login, self.hash));
        }
        let changed_at = student.created_at;
        let mut person = Person {
            student,
            school,
            cases: Vec::new(),
            changes: 0,
            changed_at,
            unplaced: None,
        };
        for (plot, way) in story.plots.iter().zip(&ways) {
            let began = moments.as_slice().first().copied().unwrap_or(self.now);
            let place = self.begin(&mut person, plot, way, began, dice);
            for (step, at) in way.iter().zip(moments.by_ref()) {
                self.play(&mut person, place, step, at, dice);
            }
        }
        for place in 0..person.cases.len() {
            self.recall(&mut person, place, dice);
        }
        self.put_down(person)
    }

    /// The reminders that have gone out since a case began to wait for an answer or a stamped copy.
    fn recall(&mut self, person: &mut Person, place: usize, dice: &mut Dice) {
        let playing = &person.cases[place];
        let (state, case) = (playing.state, &playing.case);
        // Only an online agreement is ended by asking.
        let ends = (state.kind() == Kind::Termination).then_some(AgreementKind::Online);
        let terrain = (state.kind(), ends, person.school.mode);
        let Some(step) = self.roads.step(terrain, state, "remind").cloned() else {
            return;
        };
        let until = person.student.dormant_since.unwrap_or(self.now);
        for at in due::reminders(state, case.entered_at, case.due_at) {
            if at <= until {
                self.play(person, place, &step, at, dice);
            }
        }
    }

    /// The steps of each case.
    fn ways(&self, school: &School, story: &Story) -> anyhow::Result<Vec<Vec<Step>>> {
        let mut signed = None;
        let mut ways = Vec::new();
        for plot in &story.plots {
            let ends = if plot.kind() == Kind::Termination {
                signed
            } else {
                None
            };
            signed = plot.kind().agreement().or(signed);
            let way = self.way((plot.kind(), ends, school.mode), plot);
            ways.push(
                way.ok_or_else(|| anyhow::anyhow!("the rules know no way through {:?}", plot.through))?,
            );
        }
        Ok(ways)
    }

    fn way(&self, terrain: super::roads::Terrain, plot: &Plot) -> Option<Vec<Step>> {
        let mut way = self.roads.way(terrain, &plot.through)?;
        if let Some(command) = plot.by {
            let last = way.pop()?;
            way.push(self.roads.step(terrain, last.from, command)?.clone());
        }
        if let Some(command) = plot.then {
            way.push(self.roads.step(terrain, plot.to(), command)?.clone());
        }
        Some(way)
    }

    /// Puts the student and everything of theirs on the sheet.
    fn put_down(&mut self, person: Person) -> anyhow::Result<()> {
        let dormant = person.student.dormant_since.is_some();
        if person.changes > 0 {
            self.sheet.syncs.push(person.sync());
            if !dormant {
                let push = PushDestination {
                    student_id: person.student.id,
                };
                self.sheet.jobs.push(Waiting::of(&push, self.now)?);
            }
        }
        for playing in person.cases {
            let (case, state) = (playing.case, playing.state);
            if let (State::Online(wq_core::case::online::State::Invited), Some(due)) = (state, case.due_at) {
                self.sheet
                    .jobs
                    .push(Waiting::of(&ExpireInvitation { case_id: case.id }, due)?);
            }
            let reminders = due::reminders(state, case.entered_at, case.due_at);
            if let Some(next) = reminders.into_iter().find(|at| *at > self.now) {
                self.sheet
                    .jobs
                    .push(Waiting::of(&Remind { case_id: case.id }, next)?);
            }
            if let (Some(ReviewStep::Department | ReviewStep::School), Some(company)) =
                (state.in_review(), case.company_id)
            {
                self.looked_up.insert(company);
            }
            match playing.details {
                Details::Agreement(agreement) => self.sheet.agreements.push(*agreement),
                Details::Destination(destination) => self.sheet.destinations.push(*destination),
                Details::Termination(termination) => self.sheet.terminations.push(termination),
            }
            self.sheet.cases.push(case);
        }
        self.sheet.students.push(person.student);
        Ok(())
    }

    /// The jobs that look up the companies whose cases are in review.
    pub(super) fn look_up_companies(&mut self) -> anyhow::Result<()> {
        for company_id in std::mem::take(&mut self.looked_up) {
            self.sheet
                .jobs
                .push(Waiting::of(&LookUpCompany { company_id }, self.now)?);
        }
        Ok(())
    }
}
