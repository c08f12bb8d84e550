//! Ending an offline or paper agreement, rule 6.6: the student submits material, the school decides.

use super::State::{
    self, Abandoned, AskedByCompany, AskedByStudent, Draft, Failed, InReview, Refused, Returned, Terminated,
    Withdrawn,
};
use super::{in_force, may_ask};
use crate::case::decide::moved;
use crate::case::review::{Review, Round};
use crate::case::{Audience, Command, Effect, Facts, Kind, Notice, Refusal, Transition};

/// What is withdrawn is over and stays counted, as an unanswered ask would (rule 6.7): a new one is a new case.
const REVIEW: Round<State> = Round {
    at: InReview,
    approved: Terminated,
    approval: Notice::Approved,
    on_approval: &[Effect::CloseAgreement],
    returned: Some(Returned),
    rejected: Failed,
    withdrawn: Some(Withdrawn),
    hear: &[Audience::Student],
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
        Command::Submit => match state {
            Draft => {
                may_ask(facts)?;
                Ok(REVIEW.enter(facts).with(Effect::CountAsk))
            }
            // The same ask again: it was counted when it was first submitted.
            Returned => {
                in_force(facts)?;
                Ok(REVIEW.enter(facts))
            }
            AskedByStudent | AskedByCompany | Withdrawn | Refused | InReview(_) | Failed | Terminated
            | Abandoned => moved(state),
        },
        Command::Withdraw => review(state)?.withdraw(facts),
        // Alone or with the company's material, it is the school's approval; its explanation is kept with the verdict.
        Command::Approve | Command::ApproveOneSided(_) => {
            let review = review(state)?;
            in_force(facts)?;
            review.approve(facts)
        }
        Command::Return(_) => review(state)?.send_back(facts),
        Command::Reject(_) => review(state)?.reject(facts),
        Command::Abandon => match state {
            Returned => Ok(Transition::to(Abandoned)),
            Draft | AskedByStudent | AskedByCompany | Withdrawn | Refused | InReview(_) | Failed
            | Terminated | Abandoned => moved(state),
        },
        Command::Ask => Err(Refusal::SubmitMaterial),
        Command::Invite
        | Command::EditInvitation
        | Command::Accept(_)
        | Command::Decline(_)
        | Command::Expire
        | Command::UploadStampedCopy
        | Command::EditInReview
        | Command::EditAfterApproval(_)
        | Command::GiveUp
        | Command::Agree
        | Command::Refuse(_)
        | Command::Remind
        | Command::Force(_)
        | Command::EndByTermination => Err(Refusal::NotOfThisKind(Kind::Termination)),
    }
}
