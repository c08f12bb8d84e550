//! Paper agreements (补登), rule 6.3: signed on paper before, registered afterwards.

use super::decide::moved;
use super::review::{Review, Round};
use super::{AgreementKind, Command, Facts, Kind, Refusal, Standing, Step, Transition};
use super::{Audience, Effect, Notice, agreement};

/// The states of a paper agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The student is filling in the form.
    Draft,
    /// The step's reviewer is to decide.
    InReview(Step),
    /// The student is to edit the form.
    Returned,
    /// In force.
    Signed,
    /// The school said no.
    Voided,
    /// The student gave up before it was registered.
    Abandoned,
    /// Ended by a termination.
    Terminated,
}

use State::{Abandoned, Draft, InReview, Returned, Signed, Terminated, Voided};

impl State {
    /// Every state, in the order of the agreement's life.
    pub const ALL: [Self; 8] = [
        Draft,
        InReview(Step::Department),
        InReview(Step::School),
        Returned,
        Signed,
        Voided,
        Abandoned,
        Terminated,
    ];

    /// The database text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Draft => "draft",
            InReview(Step::Department) => "department_review",
            InReview(Step::School) => "school_review",
            Returned => "returned",
            Signed => "signed",
            Voided => "voided",
            Abandoned => "abandoned",
            Terminated => "terminated",
        }
    }

    /// What the state means to the life that all kinds share.
    pub const fn standing(self) -> Standing {
        match self {
            Draft => Standing::Pending,
            InReview(step) => Standing::InReview(step),
            Returned => Standing::Waiting,
            Signed => Standing::Effective,
            Voided | Abandoned | Terminated => Standing::Ended,
        }
    }

    /// The guide's words for the state.
    pub const fn label(self) -> &'static str {
        match self {
            Draft => "登记信息填写中",
            InReview(Step::Department) => "签约审核中，等待学院审核",
            InReview(Step::School) => "签约审核中，等待学校审核",
            Returned => "签约审核退回修改",
            Signed => "登记完成",
            Voided => "审核不通过，登记信息已作废",
            Abandoned => "学生已放弃申请",
            Terminated => "已解约",
        }
    }
}

const REVIEW: Round<State> = Round {
    at: InReview,
    approved: Signed,
    approval: Notice::Approved,
    on_approval: &[Effect::DestinationChanged],
    returned: Some(Returned),
    rejected: Voided,
    withdrawn: Some(Draft),
    hear: &[Audience::Student],
};

fn review(state: State) -> Result<Review<'static, State>, Refusal> {
    match state {
        InReview(step) => Ok(REVIEW.standing_at(step)),
        Draft | Returned | Signed | Voided | Abandoned | Terminated => moved(state),
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
                facts.module_is_open(Kind::Paper)?;
                facts.agreement_is_allowed()?;
                facts.place_is_free()?;
                Ok(REVIEW.enter(facts))
            }
            Returned => {
                facts.agreement_is_allowed()?;
                Ok(REVIEW.enter(facts))
            }
            InReview(_) | Signed | Voided | Abandoned | Terminated => moved(state),
        },
        Command::Withdraw => review(state)?.withdraw(facts),
        Command::Approve => {
            let review = review(state)?;
            facts.agreement_is_allowed()?;
            review.approve(facts)
        }
        Command::Return(_) => review(state)?.send_back(facts),
        Command::Reject(_) => review(state)?.reject(facts),
        Command::Abandon => match state {
            Returned => Ok(Transition::to(Abandoned)),
            Draft | InReview(_) | Signed | Voided | Abandoned | Terminated => moved(state),
        },
        Command::EditAfterApproval(fields) => {
            signed(state)?;
            agreement::edit(Signed, AgreementKind::Paper, fields)
        }
        Command::EndByTermination => {
            signed(state)?;
            Ok(agreement::end(Terminated))
        }
        Command::Invite
        | Command::EditInvitation
        | Command::Accept(_)
        | Command::Decline(_)
        | Command::Expire
        | Command::UploadStampedCopy
        | Command::ApproveOneSided(_)
        | Command::EditInReview
        | Command::GiveUp
        | Command::Ask
        | Command::Agree
        | Command::Refuse(_)
        | Command::Remind
        | Command::Force(_) => Err(Refusal::NotOfThisKind(Kind::Paper)),
    }
}

fn signed(state: State) -> Result<(), Refusal> {
    match state {
        Signed => Ok(()),
        Draft | InReview(_) | Returned | Voided | Abandoned | Terminated => moved(state),
    }
}
