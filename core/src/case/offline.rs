//! Offline agreements (线下签约), rule 6.2: two rounds of review with a sheet of paper between them.

use super::decide::moved;
use super::review::{Review, Round};
use super::{AgreementForm, AgreementKind, Command, Facts, Kind, Refusal, Standing, Step, Transition};
use super::{Audience, Effect, Notice, agreement};

/// The states of an offline agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The student is filling in the form.
    Draft,
    /// The step's reviewer is to decide on the form.
    AgreementReview(Step),
    /// The student is to edit the form.
    AgreementReturned,
    /// The agreement is to be printed, stamped and uploaded.
    AwaitingStampedCopy,
    /// The step's reviewer is to decide on the stamped copy.
    SigningReview(Step),
    /// The stamped copy is to be uploaded again.
    SigningReturned,
    /// In force.
    Signed,
    /// The school said no, in either round.
    Voided,
    /// The student gave up before it was signed.
    Abandoned,
    /// Ended by a termination.
    Terminated,
}

use State::{
    Abandoned, AgreementReturned, AgreementReview, AwaitingStampedCopy, Draft, Signed, SigningReturned,
    SigningReview, Terminated, Voided,
};

impl State {
    /// Every state, in the order of the agreement's life.
    pub const ALL: [Self; 12] = [
        Draft,
        AgreementReview(Step::Department),
        AgreementReview(Step::School),
        AgreementReturned,
        AwaitingStampedCopy,
        SigningReview(Step::Department),
        SigningReview(Step::School),
        SigningReturned,
        Signed,
        Voided,
        Abandoned,
        Terminated,
    ];

    /// The database text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Draft => "draft",
            AgreementReview(Step::Department) => "agreement_department_review",
            AgreementReview(Step::School) => "agreement_school_review",
            AgreementReturned => "agreement_returned",
            AwaitingStampedCopy => "awaiting_stamped_copy",
            SigningReview(Step::Department) => "signing_department_review",
            SigningReview(Step::School) => "signing_school_review",
            SigningReturned => "signing_returned",
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
            AgreementReview(step) | SigningReview(step) => Standing::InReview(step),
            AgreementReturned | AwaitingStampedCopy | SigningReturned => Standing::Waiting,
            Signed => Standing::Effective,
            Voided | Abandoned | Terminated => Standing::Ended,
        }
    }

    /// The guide's words for the state. The form's own review is a 审核 under either form of agreement.
    pub const fn label(self, form: AgreementForm) -> &'static str {
        match self {
            Draft => "就业协议填写中",
            AgreementReview(Step::Department) => "就业协议审核中，等待学院审核",
            AgreementReview(Step::School) => "就业协议审核中，等待学校审核",
            AgreementReturned => "就业协议审核退回修改",
            AwaitingStampedCopy => "就业协议审核通过，等待上传盖章协议书",
            SigningReview(Step::Department) => "签约审核中，等待学院审核",
            SigningReview(Step::School) => "签约审核中，等待学校审核",
            SigningReturned => match form {
                AgreementForm::TwoParty => "签约鉴证退回修改",
                AgreementForm::ThreeParty => "签约审核退回修改",
            },
            Signed => "签约完成",
            Voided => match form {
                AgreementForm::TwoParty => "鉴证或审核不通过，申请已作废",
                AgreementForm::ThreeParty => "审核不通过，申请已作废",
            },
            Abandoned => "学生已放弃申请",
            Terminated => "已解约",
        }
    }
}

/// 就业协议审核: of the form, before there is anything to stamp.
const AGREEMENT: Round<State> = Round {
    at: AgreementReview,
    approved: AwaitingStampedCopy,
    approval: Notice::AgreementReady,
    on_approval: &[Effect::IssueAgreement, Effect::ScheduleReminders],
    returned: Some(AgreementReturned),
    rejected: Voided,
    withdrawn: Some(Draft),
    hear: &[Audience::Student],
};

/// 签约鉴证或审核: of the stamped copy.
const SIGNING: Round<State> = Round {
    at: SigningReview,
    approved: Signed,
    approval: Notice::Approved,
    on_approval: &[Effect::DestinationChanged],
    returned: Some(SigningReturned),
    rejected: Voided,
    withdrawn: Some(AwaitingStampedCopy),
    hear: &[Audience::Student],
};

fn review(state: State) -> Result<Review<'static, State>, Refusal> {
    match state {
        AgreementReview(step) => Ok(AGREEMENT.standing_at(step)),
        SigningReview(step) => Ok(SIGNING.standing_at(step)),
        Draft | AgreementReturned | AwaitingStampedCopy | SigningReturned | Signed | Voided | Abandoned
        | Terminated => moved(state),
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
                facts.module_is_open(Kind::Offline)?;
                facts.agreement_is_allowed()?;
                facts.place_is_free()?;
                Ok(AGREEMENT.enter(facts))
            }
            AgreementReturned => {
                facts.agreement_is_allowed()?;
                Ok(AGREEMENT.enter(facts))
            }
            AgreementReview(_) | AwaitingStampedCopy | SigningReview(_) | SigningReturned | Signed
            | Voided | Abandoned | Terminated => moved(state),
        },
        Command::UploadStampedCopy => match state {
            AwaitingStampedCopy | SigningReturned => {
                facts.agreement_is_allowed()?;
                Ok(SIGNING.enter(facts))
            }
            Draft | AgreementReview(_) | AgreementReturned | SigningReview(_) | Signed | Voided
            | Abandoned | Terminated => moved(state),
        },
        Command::Withdraw => {
            let withdrawn = review(state)?.withdraw(facts)?;
            // Awaited again, and from now on.
            Ok(match withdrawn.to {
                AwaitingStampedCopy => withdrawn.with(Effect::ScheduleReminders),
                Draft | AgreementReview(_) | AgreementReturned | SigningReview(_) | SigningReturned
                | Signed | Voided | Abandoned | Terminated => withdrawn,
            })
        }
        Command::Remind => match state {
            AwaitingStampedCopy => Ok(Transition::to(AwaitingStampedCopy)
                .telling(Audience::Student, Notice::StampedCopyReminder)
                .telling(Audience::Company, Notice::StampedCopyReminder)),
            Draft | AgreementReview(_) | AgreementReturned | SigningReview(_) | SigningReturned | Signed
            | Voided | Abandoned | Terminated => moved(state),
        },
        Command::Approve => {
            let review = review(state)?;
            facts.agreement_is_allowed()?;
            review.approve(facts)
        }
        Command::Return(_) => review(state)?.send_back(facts),
        Command::Reject(_) => review(state)?.reject(facts),
        Command::Abandon => match state {
            AgreementReturned | AwaitingStampedCopy | SigningReturned => Ok(Transition::to(Abandoned)),
            Draft | AgreementReview(_) | SigningReview(_) | Signed | Voided | Abandoned | Terminated => {
                moved(state)
            }
        },
        Command::EditAfterApproval(fields) => {
            signed(state)?;
            agreement::edit(Signed, AgreementKind::Offline, fields)
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
        | Command::ApproveOneSided(_)
        | Command::EditInReview
        | Command::GiveUp
        | Command::Ask
        | Command::Agree
        | Command::Refuse(_)
        | Command::Force(_) => Err(Refusal::NotOfThisKind(Kind::Offline)),
    }
}

fn signed(state: State) -> Result<(), Refusal> {
    match state {
        Signed => Ok(()),
        Draft | AgreementReview(_) | AgreementReturned | AwaitingStampedCopy | SigningReview(_)
        | SigningReturned | Voided | Abandoned | Terminated => moved(state),
    }
}
