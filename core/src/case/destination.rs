//! Destinations (去向登记), rule 6.4: any other whereabouts after graduation.

use super::decide::moved;
use super::review::{Review, Round};
use super::{Audience, Command, Effect, Facts, Kind, Notice, Refusal, Standing, Step, Transition};

/// The states of a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The student is filling in the form.
    Draft,
    /// The step's reviewer is to decide.
    InReview(Step),
    /// The student is to edit the form.
    Returned,
    /// In force.
    Registered,
    /// The school said no.
    Voided,
    /// The student gave up before it was registered.
    Abandoned,
    /// The student voided it after it was registered (作废).
    GivenUp,
}

use State::{Abandoned, Draft, GivenUp, InReview, Registered, Returned, Voided};

impl State {
    /// Every state, in the order of the destination's life.
    pub const ALL: [Self; 8] = [
        Draft,
        InReview(Step::Department),
        InReview(Step::School),
        Returned,
        Registered,
        Voided,
        Abandoned,
        GivenUp,
    ];

    /// The database text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Draft => "draft",
            InReview(Step::Department) => "department_review",
            InReview(Step::School) => "school_review",
            Returned => "returned",
            Registered => "registered",
            Voided => "voided",
            Abandoned => "abandoned",
            GivenUp => "given_up",
        }
    }

    /// What the state means to the life that all kinds share.
    pub const fn standing(self) -> Standing {
        match self {
            Draft => Standing::Pending,
            InReview(step) => Standing::InReview(step),
            Returned => Standing::Waiting,
            Registered => Standing::Effective,
            Voided | Abandoned | GivenUp => Standing::Ended,
        }
    }

    /// The guide's words for the state.
    pub const fn label(self) -> &'static str {
        match self {
            Draft => "去向信息填写中",
            InReview(Step::Department) => "去向登记审核中，等待学院审核",
            InReview(Step::School) => "去向登记审核中，等待学校审核",
            Returned => "去向登记退回修改",
            Registered => "去向登记完成",
            Voided => "审核不通过，登记去向信息已作废",
            Abandoned => "学生已放弃申请",
            GivenUp => "学生已作废去向信息",
        }
    }
}

const REVIEW: Round<State> = Round {
    at: InReview,
    approved: Registered,
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
        Draft | Returned | Registered | Voided | Abandoned | GivenUp => moved(state),
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
                facts.module_is_open(Kind::Destination)?;
                facts.destination_is_allowed()?;
                facts.place_is_free()?;
                Ok(REVIEW.enter(facts))
            }
            Returned => {
                facts.destination_is_allowed()?;
                Ok(REVIEW.enter(facts))
            }
            InReview(_) | Registered | Voided | Abandoned | GivenUp => moved(state),
        },
        Command::Withdraw => review(state)?.withdraw(facts),
        Command::Approve => {
            let review = review(state)?;
            facts.destination_is_allowed()?;
            review.approve(facts)
        }
        Command::Return(_) => review(state)?.send_back(facts),
        Command::Reject(_) => review(state)?.reject(facts),
        Command::EditInReview => review(state)?.edit(facts),
        Command::Abandon => match state {
            Returned => Ok(Transition::to(Abandoned)),
            Draft | InReview(_) | Registered | Voided | Abandoned | GivenUp => moved(state),
        },
        Command::GiveUp => match state {
            Registered => Ok(Transition::to(GivenUp).with(Effect::DestinationChanged)),
            Draft | InReview(_) | Returned | Voided | Abandoned | GivenUp => moved(state),
        },
        Command::EditAfterApproval(_) => Err(Refusal::DestinationIsFinal),
        Command::Invite
        | Command::EditInvitation
        | Command::Accept(_)
        | Command::Decline(_)
        | Command::Expire
        | Command::UploadStampedCopy
        | Command::ApproveOneSided(_)
        | Command::Ask
        | Command::Agree
        | Command::Refuse(_)
        | Command::Remind
        | Command::Force(_)
        | Command::EndByTermination => Err(Refusal::NotOfThisKind(Kind::Destination)),
    }
}
