//! What should happen: the cases in memory, and facts gathered without a database.

use wq_core::access::{Account, Role};
use wq_core::case::{Audience, Command, Effect, Kind, Question, Refusal, State, Transition, decide};

use crate::cast::{SCHOOLS, STUDENTS, Who, accounts};

/// What the rules are asked where an account accepts an invitation.
pub const ACCEPT: Question = Question::Accept(());

/// A case as the model keeps it. Students and agreements are places, companies numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its number in the database.
    pub id: i64,
    pub student: usize,
    pub company: Option<i64>,
    pub state: State,
    pub version: i32,
    /// How many reminders followed the last step.
    pub reminded: i32,
    pub ends: Option<usize>,
    pub supplementary: bool,
    pub by_student: bool,
    pub asks: u32,
}

/// A case that somebody wants to begin.
#[derive(Clone, Debug, PartialEq)]
pub struct New {
    pub kind: Kind,
    pub student: usize,
    pub company: Option<i64>,
    pub ends: Option<usize>,
    pub supplementary: bool,
}

/// What one of the cast, or the world, does.
#[derive(Clone, Debug)]
pub enum Step {
    Invite {
        by: Who,
        student: usize,
        right_name: bool,
    },
    Begin {
        by: Who,
        new: New,
        command: Command,
    },
    Act {
        by: Who,
        case: usize,
        seen: i32,
        command: Command,
    },
    /// An account accepts an invitation, with a code that came to the student's phone.
    Accept {
        by: usize,
        case: usize,
        seen: i32,
    },
    /// The employment system deletes a student from its roster, or brings one back.
    Dormant {
        student: usize,
        dormant: bool,
    },
    /// A school switches a module on or off, past the screen that would refuse the latter (3.2).
    Switch {
        school: usize,
        kind: Kind,
        open: bool,
    },
}

/// Why nothing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Not {
    Found,
    Moved,
    Refused(&'static str),
    Matched,
    InvitedTwice,
}

impl From<Refusal> for Not {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::StateMoved(_) | Refusal::VerdictGiven => Not::Moved,
            other => Not::Refused(other.code()),
        }
    }
}

/// A step of a case that was allowed: what one row of its history says.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub case: usize,
    pub version: i32,
    pub by: Who,
    pub command: &'static str,
    pub from: State,
    pub to: State,
}

/// What an allowed step changes.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The case that begins with it.
    begun: Option<Case>,
    moves: Vec<(usize, Who, &'static str, Transition)>,
}

/// Everything that the rules can depend on.
#[derive(Clone, Debug)]
pub struct Model {
    pub accounts: Vec<Account>,
    pub cases: Vec<Case>,
    pub events: Vec<Event>,
    /// Of each student.
    pub dormant: Vec<bool>,
    /// Of each school, the kinds that are switched off.
    pub closed: Vec<Vec<Kind>>,
    /// Of each student, how often the effective destination changed.
    pub destinations: Vec<i64>,
    /// Messages owed, over all channels.
    pub messages: usize,
}

impl Model {
    pub fn new() -> Self {
        Self {
            accounts: accounts(),
            cases: Vec::new(),
            events: Vec::new(),
            dormant: vec![false; STUDENTS.len()],
            closed: vec![Vec::new(); SCHOOLS.len()],
            destinations: vec![0; STUDENTS.len()],
            messages: 0,
        }
    }

    /// What a step would change, or why it changes nothing.
    pub fn judge(&self, step: &Step) -> Result<Change, Not> {
        match step {
            Step::Invite {
                by,
                student,
                right_name,
            } => self.invite(*by, *student, *right_name),
            Step::Begin { by, new, command } => self.begin(*by, new, command),
            Step::Act {
                by,
                case,
                seen,
                command,
            } => self.act(*by, *case, *seen, command),
            Step::Accept { by, case, seen } => self.act(Who::Account(*by), *case, *seen, &ACCEPT),
            Step::Dormant { .. } | Step::Switch { .. } => Ok(Change::default()),
        }
    }

    /// Does the step. Answers the case that it was about, if it was about one.
    pub fn play(&mut self, step: &Step) -> Result<Option<usize>, Not> {
        let change = self.judge(step)?;
        match step {
            Step::Dormant { student, dormant } => self.dormant[*student] = *dormant,
            Step::Switch { school, kind, open } => {
                self.closed[*school].retain(|closed| switch(*closed) != switch(*kind));
                if !open {
                    self.closed[*school].push(*kind);
                }
            }
            Step::Invite { .. } | Step::Begin { .. } | Step::Act { .. } | Step::Accept { .. } => {}
        }
        let about = change.moves.first().map(|(case, ..)| *case);
        self.cases.extend(change.begun);
        for (case, by, command, transition) in change.moves {
            self.move_on(case, by, command, &transition);
        }
        Ok(about)
    }

    fn move_on(&mut self, place: usize, by: Who, command: &'static str, transition: &Transition) {
        let case = &mut self.cases[place];
        let from = case.state;
        case.state = transition.to;
        case.version += 1;
        case.reminded = if command == Question::Remind.as_str() {
            case.reminded + 1
        } else {
            0
        };
        for effect in &transition.effects {
            match effect {
                Effect::CountAsk => case.asks += 1,
                Effect::DestinationChanged => self.destinations[case.student] += 1,
                Effect::Tell(audience, notice) => {
                    let reached = match audience {
                        Audience::Student => true,
                        Audience::Company => case.company.is_some(),
                    };
                    if reached {
                        self.messages += notice.channels(*audience).len();
                    }
                }
                Effect::CloseAgreement
                | Effect::IssueAgreement
                | Effect::LookUpCompany
                | Effect::ScheduleExpiry
                | Effect::ScheduleReminders => {}
            }
        }
        self.events.push(Event {
            case: place,
            version: case.version,
            by,
            command,
            from,
            to: transition.to,
        });
    }

    fn act<Yes>(&self, by: Who, place: usize, seen: i32, command: &Command<Yes>) -> Result<Change, Not> {
        let case = &self.cases[place];
        if !self.sees(by, case) {
            return Err(Not::Found);
        }
        // A reminder changes nothing that a page shows.
        if !(case.version - case.reminded..=case.version).contains(&seen) {
            return Err(Not::Moved);
        }
        Ok(Change {
            begun: None,
            moves: self.moves(by, place, case, command)?,
        })
    }

    /// The move of a case, and the moves of others that follow from it.
    fn moves<Yes>(
        &self,
        by: Who,
        place: usize,
        case: &Case,
        command: &Command<Yes>,
    ) -> Result<Vec<(usize, Who, &'static str, Transition)>, Not> {
        let facts = self.facts(by, place, case)?;
        let transition = decide(case.state, command, &facts)?;
        let mut moves = Vec::new();
        if transition.effects.contains(&Effect::CloseAgreement) {
            let ended = case.ends.expect("a termination ends something");
            moves = self.moves(
                Who::System,
                ended,
                &self.cases[ended],
                &Question::EndByTermination,
            )?;
        }
        moves.insert(0, (place, by, command.as_str(), transition));
        Ok(moves)
    }

    fn begin(&self, by: Who, new: &New, command: &Command) -> Result<Change, Not> {
        self.actor(by)?;
        let account = self.account(by);
        let own = match account.map(|account| &account.role) {
            Some(Role::Student { student, .. }) => student.0 == new.student as i64 + 1,
            Some(Role::Company { company }) => new.company == Some(company.0),
            _ => true,
        };
        let of_the_same = new.ends.is_none_or(|ends| {
            let agreement = &self.cases[ends];
            agreement.student == new.student && agreement.company == new.company
        });
        if !own || !of_the_same {
            return Err(Not::Found);
        }
        let case = Case {
            id: 0,
            student: new.student,
            company: new.company,
            state: new.kind.draft(),
            version: 0,
            reminded: 0,
            ends: new.ends,
            supplementary: new.supplementary,
            by_student: matches!(account.map(|account| &account.role), Some(Role::Student { .. })),
            asks: 0,
        };
        Ok(Change {
            moves: self.moves(by, self.cases.len(), &case, command)?,
            begun: Some(case),
        })
    }

    fn invite(&self, by: Who, student: usize, right_name: bool) -> Result<Change, Not> {
        let Some(Role::Company { company }) = self.account(by).map(|account| &account.role) else {
            return Err(Not::Found);
        };
        if !right_name || self.dormant[student] {
            return Err(Not::Matched);
        }
        let company = Some(company.0);
        let invited = |case: &Case| case.state.kind() == Kind::Online && case.state.as_str() == "invited";
        if (self.cases.iter()).any(|case| case.student == student && case.company == company && invited(case))
        {
            return Err(Not::InvitedTwice);
        }
        let new = New {
            kind: Kind::Online,
            student,
            company,
            ends: None,
            supplementary: false,
        };
        self.begin(by, &new, &Command::Invite)
    }
}

/// Online and offline agreements hang on one switch (3.2).
pub fn switch(kind: Kind) -> &'static str {
    match kind {
        Kind::Online | Kind::Offline => "signing_open",
        Kind::Paper => "paper_open",
        Kind::Destination | Kind::Termination => "destination_open",
    }
}
