//! What bears on a step, gathered from the model alone: who sees a case, and the facts by which it is judged.

use wq_core::access::{Account, LevelScope, Role};
use wq_core::case::{Actor, Facts, Kind, State};

use crate::cast::{CURRENT, SCHOOLS, STUDENTS, Who};
use crate::model::{Case, Model, Not, switch};

impl Model {
    pub(super) fn account(&self, by: Who) -> Option<&Account> {
        match by {
            Who::Account(place) => Some(&self.accounts[place]),
            Who::System => None,
        }
    }

    pub fn actor(&self, by: Who) -> Result<Actor, Not> {
        match self.account(by).map(|account| &account.role) {
            None => Ok(Actor::System),
            Some(Role::School { .. }) => Ok(Actor::SchoolOfficer),
            Some(Role::Department { .. }) => Ok(Actor::DepartmentOfficer),
            Some(Role::Student { .. }) => Ok(Actor::Student),
            Some(Role::Company { .. }) => Ok(Actor::Company),
            Some(Role::Province { .. } | Role::Operator) => Err(Not::Found),
        }
    }

    /// Domain sections 2.1 to 2.3, and that a draft is its writer's alone.
    pub(super) fn sees(&self, by: Who, case: &Case) -> bool {
        let student = &STUDENTS[case.student];
        let draft = case.state == case.state.kind().draft();
        match self.account(by).map(|account| &account.role) {
            None => true,
            Some(Role::School { school, level }) => {
                let responsible = *level == LevelScope::All || *level == student.level();
                !draft && school.0 == student.school && responsible
            }
            Some(Role::Department { school, department }) => {
                !draft && school.0 == student.school && department == student.department
            }
            Some(Role::Student { student, .. }) => {
                student.0 == case.student as i64 + 1 && (!draft || case.by_student)
            }
            Some(Role::Company { company }) => {
                case.company == Some(company.0) && (!draft || !case.by_student)
            }
            Some(Role::Province { .. } | Role::Operator) => false,
        }
    }

    pub(super) fn facts(&self, by: Who, place: usize, case: &Case) -> Result<Facts, Not> {
        let student = &STUDENTS[case.student];
        let school = student.school as usize - 1;
        let (mode, limit) = SCHOOLS[school];
        let kind = case.state.kind();
        let has_settings = student.cohort == CURRENT;
        let mut others = (self.cases.iter().enumerate())
            .filter(|(other, of)| *other != place && of.student == case.student)
            .map(|(_, other)| other);
        let ended = case.ends.map(|ends| self.cases[ends].state);
        let is_rival = |other: &Case| case.ends.is_some() && other.ends == case.ends && other.state.is_open();
        let asks = self.cases.iter().filter(|other| other.student == case.student);
        Ok(Facts {
            actor: self.actor(by)?,
            mode,
            module_open: has_settings
                && (kind == Kind::Termination
                    || !self.closed[school]
                        .iter()
                        .any(|closed| switch(*closed) == switch(kind))),
            cohort_current: student.cohort == CURRENT,
            dormant: self.dormant[case.student],
            may_sign_online: !["21", "41"].contains(&student.training_mode),
            supplementary: kind == Kind::Destination && case.supplementary,
            place_free: !others.clone().any(|other| other.state.occupies()),
            // Invitations last for days, histories for seconds.
            due_passed: false,
            asks_used: asks.map(|other| other.asks).sum(),
            asks_limit: if has_settings { limit as u32 } else { 0 },
            agreement: ended.and_then(|ended| ended.kind().agreement()),
            agreement_effective: ended.is_some_and(State::is_effective),
            other_termination_open: others.any(is_rival),
        })
    }
}
