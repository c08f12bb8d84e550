//! The one entry to the rules.

use super::{Command, Facts, Refusal, State, Transition, destination, offline, online, paper, termination};

/// Judges a command: the move it is granted, or why it is refused.
///
/// The order of the questions is the order of the answers' worth: whether the student can be acted on at all (rules 4.1
/// and 5.2), whether this kind of account may ever give the command (domain section 2), and then what the kind says.
///
/// # Errors
///
/// A [`Refusal`], after which nothing has changed and nothing follows.
pub fn decide<Yes>(state: State, command: &Command<Yes>, facts: &Facts) -> Result<Transition, Refusal> {
    facts.student_can_be_acted_on()?;
    command.may_be_given_by(facts.actor)?;
    match state {
        State::Online(state) => online::decide(state, command, facts).map(Transition::widen),
        State::Offline(state) => offline::decide(state, command, facts).map(Transition::widen),
        State::Paper(state) => paper::decide(state, command, facts).map(Transition::widen),
        State::Destination(state) => destination::decide(state, command, facts).map(Transition::widen),
        State::Termination(state) => termination::decide(state, command, facts).map(Transition::widen),
    }
}

/// The refusal of a command that came too late, or too early, for the state.
pub(super) fn moved<T>(state: impl Into<State>) -> Result<T, Refusal> {
    Err(Refusal::StateMoved(state.into()))
}
