//! Ending an online agreement, rule 6.5: one side asks, the other agrees, the school decides.

use super::State::{
    self, Abandoned, AskedByCompany, AskedByStudent, Draft, Failed, InReview, Refused, Returned, Terminated,
    Withdrawn,
};
use super::{in_force, may_ask};
use crate::case::decide::moved;
use crate::case::review::{Review, Round};
use crate::case::{Actor, Audience, Command, Effect, Facts, Kind, Notice, Refusal, Transition};

/// Both sides have agreed: the school says yes or no, and nobody takes it back.
const REVIEW: Round<State> = Round {
    at: InReview,
    approved: Terminated,
    approval: Notice::Approved,
    on_approval: &[Effect::CloseAgreement],
    returned: None,
    rejected: Failed,
    withdrawn: None,
    hear: &[Audience::Student, Audience::Company],
};

fn review(state: State) -> Result<Review<'static, State>, Refusal> {
    match state {
        InReview(step) => Ok(REVIEW.standing_at(step)),
        Draft | AskedByStudent | AskedByCompany | Withdrawn | Refused | Returned | Failed | Terminated
        | Abandoned => moved(state),
    }
}

pub(super) fn decide<Yes>(
    state: State,
    command: &Command<Yes>,
    facts: &Facts,
) -> Result<Transition<State>, Refusal> {
    match command {
        Command::Ask => match state {
            Draft => ask(facts),
            AskedByStudent | AskedByCompany | Withdrawn | Refused | InReview(_) | Returned | Failed
            | Terminated | Abandoned => moved(state),
        },
        Command::Agree => {
            let asker = answered_by(state, facts)?;
            in_force(facts)?;
            Ok(REVIEW.enter(facts).telling(asker, Notice::TerminationAgreed))
        }
        Command::Refuse(_) => {
            let asker = answered_by(state, facts)?;
            Ok(Transition::to(Refused).telling(asker, Notice::TerminationRefused))
        }
        Command::Remind => match state {
            AskedByStudent => {
                Ok(Transition::to(AskedByStudent).telling(Audience::Company, Notice::TerminationReminder))
            }
            AskedByCompany => {
                Ok(Transition::to(AskedByCompany).telling(Audience::Student, Notice::TerminationReminder))
            }
            Draft | Withdrawn | Refused | InReview(_) | Returned | Failed | Terminated | Abandoned => {
                moved(state)
            }
        },
        Command::Withdraw => match state {
            AskedByStudent => facts.by(Actor::Student).map(|()| Transition::to(Withdrawn)),
            AskedByCompany => facts.by(Actor::Company).map(|()| Transition::to(Withdrawn)),
            Draft | Withdrawn | Refused | InReview(_) | Returned | Failed | Terminated | Abandoned => {
                moved(state)
            }
        },
        Command::Force(_) => match state {
            AskedByStudent => force(facts),
            Draft | AskedByCompany | Withdrawn | Refused | InReview(_) | Returned | Failed | Terminated
            | Abandoned => moved(state),
        },
        Command::Approve => {
            let review = review(state)?;
            in_force(facts)?;
            review.approve(facts)
        }
        Command::Return(_) => review(state)?.send_back(facts),
        Command::Reject(_) => review(state)?.reject(facts),
        Command::Submit => Err(Refusal::AskTheOtherSide),
        Command::ApproveOneSided(_) => Err(Refusal::OneSidedNotOnline),
        Command::Invite
        | Command::EditInvitation
        | Command::Accept(_)
        | Command::Decline(_)
        | Command::Expire
        | Command::UploadStampedCopy
        | Command::EditInReview
        | Command::EditAfterApproval(_)
        | Command::GiveUp
        | Command::Abandon
        | Command::EndByTermination => Err(Refusal::NotOfThisKind(Kind::Termination)),
    }
}

/// One side asks the other. Only the student's asks are counted (rule 6.7).
fn ask(facts: &Facts) -> Result<Transition<State>, Refusal> {
    may_ask(facts)?;
    match facts.actor {
        Actor::Student => Ok(Transition::to(AskedByStudent)
            .with(Effect::CountAsk)
            .with(Effect::ScheduleReminders)
            .telling(Audience::Company, Notice::TerminationAsked)),
        Actor::Company => Ok(Transition::to(AskedByCompany)
            .with(Effect::ScheduleReminders)
            .telling(Audience::Student, Notice::TerminationAsked)),
        Actor::DepartmentOfficer | Actor::SchoolOfficer | Actor::System => Err(Refusal::NotAllowed),
    }
}

/// Only the side that was asked answers; the side that asked is told.
fn answered_by(state: State, facts: &Facts) -> Result<Audience, Refusal> {
    match state {
        AskedByStudent => facts.by(Actor::Company).map(|()| Audience::Student),
        AskedByCompany => facts.by(Actor::Student).map(|()| Audience::Company),
        Draft | Withdrawn | Refused | InReview(_) | Returned | Failed | Terminated | Abandoned => {
            moved(state)
        }
    }
}

/// 强制解约: the company does not answer, and the school knows why. It goes past every review.
fn force(facts: &Facts) -> Result<Transition<State>, Refusal> {
    in_force(facts)?;
    Ok(Transition::to(Terminated)
        .with(Effect::CloseAgreement)
        .telling(Audience::Student, Notice::TerminationForced)
        .telling(Audience::Company, Notice::TerminationForced))
}
