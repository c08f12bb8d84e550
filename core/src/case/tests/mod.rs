//! Tests of the rules. Each numbered rule of the domain has a test that bears its number.

mod agreements;
mod allowed;
mod asks;
mod destinations;
mod edits;
mod histories;
mod places;
mod students;
mod terminations;
mod texts;

use super::questions::{explanation, favourable, objection, reason};
use super::{
    Actor, AgreementKind, Audience, Command, Effect, Facts, Kind, Notice, Question, Refusal, ReviewMode,
    State, Transition, decide,
};

/// Favourable facts in two-step mode, for each who may act.
fn student() -> Facts {
    favourable(Actor::Student, ReviewMode::DepartmentThenSchool, None)
}

fn company() -> Facts {
    Facts {
        actor: Actor::Company,
        ..student()
    }
}

fn department() -> Facts {
    Facts {
        actor: Actor::DepartmentOfficer,
        ..student()
    }
}

fn school() -> Facts {
    Facts {
        actor: Actor::SchoolOfficer,
        ..student()
    }
}

fn platform() -> Facts {
    Facts {
        actor: Actor::System,
        ..student()
    }
}

/// The same facts where the school reviews alone.
fn school_only(facts: Facts) -> Facts {
    Facts {
        mode: ReviewMode::SchoolOnly,
        ..facts
    }
}

/// The same facts for the termination of an agreement.
fn ending(agreement: AgreementKind, facts: Facts) -> Facts {
    Facts {
        agreement: Some(agreement),
        ..facts
    }
}

fn state(kind: Kind, text: &str) -> State {
    State::parse(kind, text).unwrap_or_else(|| panic!("{kind:?} has no state {text}"))
}

/// The move that a command is granted; panics with the refusal where it is not.
fn granted(kind: Kind, from: &str, command: Question, facts: Facts) -> Transition {
    decide(state(kind, from), &command, &facts)
        .unwrap_or_else(|refusal| panic!("{} from {from}: {}", command.as_str(), refusal.code()))
}

/// The text of the state that a command leads to.
fn leads(kind: Kind, from: &str, command: Question, facts: Facts) -> &'static str {
    granted(kind, from, command, facts).to.as_str()
}

/// Why a command is refused; panics where it is granted.
fn refused(kind: Kind, from: &str, command: Question, facts: Facts) -> Refusal {
    match decide(state(kind, from), &command, &facts) {
        Ok(transition) => panic!(
            "{} from {from} leads to {}",
            command.as_str(),
            transition.to.as_str()
        ),
        Err(refusal) => refusal,
    }
}

fn to_return() -> Question {
    Command::Return(reason())
}

fn to_reject() -> Question {
    Command::Reject(reason())
}

fn tells(transition: &Transition, audience: Audience, notice: Notice) -> bool {
    transition.effects.contains(&Effect::Tell(audience, notice))
}

fn pushes(transition: &Transition) -> bool {
    transition.effects.contains(&Effect::DestinationChanged)
}
