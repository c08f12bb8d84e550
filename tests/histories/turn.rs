//! Random turns: which of all the things that somebody could do next is done.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use wq_core::case::{
    Command, DeclineReason, EditableField, Explanation, Kind, Objection, Reason, ReasonCode,
};

use crate::cast::{COMPANIES, SCHOOLS, STUDENTS, Who};
use crate::model::{ACCEPT, Case, Model, New, Not, Step};

/// One turn, before it is known what there is to choose from.
#[derive(Clone, Debug)]
pub struct Turn {
    what: What,
    aim: Aim,
    /// Whether the page was drawn from an older version.
    stale: bool,
    picks: [Index; 3],
}

/// What the chosen step is to come to, where there is such a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aim {
    /// On towards an agreement in force, or the end of one.
    Forward,
    /// Whatever the rules allow.
    Allowed,
    /// Whatever a rule stands against.
    Refused,
    Anything,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Act,
    Begin,
    Invite,
    Dormant,
    Switch,
}

pub fn turns(length: usize) -> impl Strategy<Value = Vec<Turn>> {
    let what = prop_oneof![
        14 => Just(What::Act),
        4 => Just(What::Begin),
        3 => Just(What::Invite),
        1 => Just(What::Dormant),
        1 => Just(What::Switch),
    ];
    let aim = prop_oneof![
        5 => Just(Aim::Forward),
        5 => Just(Aim::Allowed),
        3 => Just(Aim::Refused),
        1 => Just(Aim::Anything),
    ];
    let turn = (what, aim, prop::bool::weighted(0.05), any::<[Index; 3]>());
    let turn = turn.prop_map(|(what, aim, stale, picks)| Turn {
        what,
        aim,
        stale,
        picks,
    });
    prop::collection::vec(turn, length / 2..=length)
}

/// Turns that send nobody away: whoever comes back has to be pushed anew, which is for who brings them back to ask for.
pub fn awake_turns(length: usize) -> impl Strategy<Value = Vec<Turn>> {
    turns(length).prop_map(|mut turns| {
        turns.retain(|turn| !matches!(turn.what, What::Dormant));
        turns
    })
}

impl Turn {
    /// What is done, as the world stands.
    pub fn step(&self, model: &Model) -> Step {
        match self.what {
            What::Act if !model.cases.is_empty() => self.act(model),
            What::Act | What::Invite => self.pick(model, invitations(model)),
            What::Begin => self.pick(model, beginnings(model)),
            What::Dormant => self.roster(model),
            What::Switch => self.settings(model),
        }
    }

    /// Those who are dormant come back sooner than others go, or soon nobody could do anything.
    fn roster(&self, model: &Model) -> Step {
        let dormant: Vec<usize> = (0..STUDENTS.len())
            .filter(|student| model.dormant[*student])
            .collect();
        if dormant.is_empty() || self.picks[1].index(4) == 0 {
            let student = self.picks[0].index(STUDENTS.len());
            let dormant = true;
            return Step::Dormant { student, dormant };
        }
        let student = dormant[self.picks[0].index(dormant.len())];
        let dormant = false;
        Step::Dormant { student, dormant }
    }

    /// What is switched off is switched on again before anything else is switched off.
    fn settings(&self, model: &Model) -> Step {
        let school = self.picks[0].index(SCHOOLS.len());
        let closed = model.closed[school].first();
        let kinds = [Kind::Online, Kind::Paper, Kind::Destination];
        let kind = *closed.unwrap_or(&kinds[self.picks[1].index(kinds.len())]);
        let open = closed.is_some();
        Step::Switch { school, kind, open }
    }

    fn act(&self, model: &Model) -> Step {
        let open = |case: &Case| case.state.is_open() || case.state.is_effective();
        let places: Vec<usize> = (0..model.cases.len())
            .filter(|place| self.aim == Aim::Anything || open(&model.cases[*place]))
            .collect();
        let place = match places.as_slice() {
            [] => self.picks[0].index(model.cases.len()),
            places => *self.picks[0].get(places),
        };
        let mut step = self.pick(model, acts(model, place));
        if let Step::Act { seen, .. } | Step::Accept { seen, .. } = &mut step {
            *seen -= i32::from(self.stale);
        }
        step
    }

    /// First which kind of step, so that what many could do does not crowd out what few can; then which.
    fn pick(&self, model: &Model, all: Vec<Step>) -> Step {
        let mut groups: BTreeMap<&'static str, Vec<&Step>> = BTreeMap::new();
        for step in &all {
            if let Some(group) = self.group(model, step) {
                groups.entry(group).or_default().push(step);
            }
        }
        let groups: Vec<Vec<&Step>> = groups.into_values().collect();
        if groups.is_empty() {
            return self.picks[2].get(&all).clone();
        }
        let group = &groups[self.picks[1].index(groups.len())];
        group[self.picks[2].index(group.len())].clone()
    }

    /// The kind of a step that this turn may take; none for one that it does not aim at.
    fn group(&self, model: &Model, step: &Step) -> Option<&'static str> {
        let (name, forward) = match step {
            Step::Act { command, .. } => (command.as_str(), is_forward(command)),
            Step::Accept { .. } => (ACCEPT.as_str(), true),
            Step::Begin { new, .. } => (new.kind.as_str(), true),
            Step::Invite { .. } | Step::Dormant { .. } | Step::Switch { .. } => ("", true),
        };
        match (self.aim, model.judge(step)) {
            (Aim::Forward, Ok(_)) => forward.then_some(name),
            (Aim::Allowed, Ok(_)) | (Aim::Anything, _) => Some(name),
            (Aim::Refused, Err(Not::Refused(code))) => Some(code),
            (Aim::Forward | Aim::Allowed, Err(_)) | (Aim::Refused, _) => None,
        }
    }
}

fn is_forward(command: &Command) -> bool {
    matches!(
        command,
        Command::Submit | Command::UploadStampedCopy | Command::Approve | Command::Agree
    )
}

fn invitations(model: &Model) -> Vec<Step> {
    let mut steps = Vec::new();
    for by in Who::all(&model.accounts) {
        for student in 0..STUDENTS.len() {
            for right_name in [true, false] {
                steps.push(Step::Invite {
                    by,
                    student,
                    right_name,
                });
            }
        }
    }
    steps
}

/// Every command on a case by everyone, as the page shows it now. The platform cannot so much as try to accept.
fn acts(model: &Model, case: usize) -> Vec<Step> {
    let seen = model.cases[case].version;
    let act = |by| {
        commands().map(|command| Step::Act {
            by,
            case,
            seen,
            command,
        })
    };
    let accept = |by| Step::Accept { by, case, seen };
    let acts = Who::all(&model.accounts).flat_map(act);
    acts.chain((0..model.accounts.len()).map(accept)).collect()
}

/// Every case that anyone could want to begin, on whomever's behalf. Online agreements begin by inviting.
fn beginnings(model: &Model) -> Vec<Step> {
    let mut steps = Vec::new();
    for new in news(model) {
        for by in Who::all(&model.accounts) {
            for command in [Command::Submit, Command::Ask] {
                let new = new.clone();
                steps.push(Step::Begin { by, new, command });
            }
        }
    }
    steps
}

fn news(model: &Model) -> Vec<New> {
    let mut news = Vec::new();
    for student in 0..STUDENTS.len() {
        let new = |kind| New {
            kind,
            student,
            company: None,
            ends: None,
            supplementary: false,
        };
        let known = |kind| New {
            company: Some(1),
            ..new(kind)
        };
        news.extend([new(Kind::Offline), known(Kind::Offline)]);
        news.extend([new(Kind::Paper), known(Kind::Paper), new(Kind::Destination)]);
        news.push(New {
            supplementary: true,
            ..new(Kind::Destination)
        });
        for ends in agreements(model) {
            // One student tries to end everybody's.
            if student != 0 && student != model.cases[ends].student {
                continue;
            }
            for company in [None].into_iter().chain((1..=COMPANIES).map(Some)) {
                news.push(New {
                    company,
                    ends: Some(ends),
                    ..new(Kind::Termination)
                });
            }
        }
    }
    news
}

/// The latest agreements, in whatever state: few enough to ask about all of them.
fn agreements(model: &Model) -> Vec<usize> {
    let is_agreement = |place: &usize| model.cases[*place].state.kind().agreement().is_some();
    (0..model.cases.len())
        .rev()
        .filter(is_agreement)
        .take(6)
        .collect()
}

fn commands() -> [Command; 21] {
    let explanation = || Explanation::new("说明").expect("a text");
    let reason = || Reason {
        code: ReasonCode::new("other").expect("a code"),
        text: explanation(),
    };
    [
        Command::Invite,
        Command::EditInvitation,
        Command::Decline(Objection::of(DeclineReason::OtherOffer)),
        Command::Withdraw,
        Command::Expire,
        Command::Remind,
        Command::Submit,
        Command::UploadStampedCopy,
        Command::Approve,
        Command::ApproveOneSided(explanation()),
        Command::Return(reason()),
        Command::Reject(reason()),
        Command::EditInReview,
        Command::EditAfterApproval(vec![EditableField::JobCategory]),
        Command::GiveUp,
        Command::Abandon,
        Command::Ask,
        Command::Agree,
        Command::Refuse(explanation()),
        Command::Force(explanation()),
        Command::EndByTermination,
    ]
}
