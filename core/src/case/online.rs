//! Online agreements (线上签约), rule 6.1.

use super::decide::moved;
use super::review::{Review, Round};
use super::{Actor, AgreementForm, AgreementKind, Command, Facts, Kind, Refusal, Standing, Step, Transition};
use super::{Audience, Effect, Notice, agreement};

/// The states of an online agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The company is writing the invitation.
    Draft,
    /// The student has the invitation.
    Invited,
    /// The student said no.
    Declined,
    /// The company took the invitation back.
    Withdrawn,
    /// Nobody answered in time.
    Expired,
    /// The student said yes; the step's reviewer is to decide.
    InReview(Step),
    /// In force.
    Signed,
    /// The school said no; the company has to invite again.
    Rejected,
    /// Ended by a termination.
    Terminated,
}

use State::{Declined, Draft, Expired, InReview, Invited, Rejected, Signed, Terminated, Withdrawn};

impl State {
    /// Every state, in the order of the agreement's life.
    pub const ALL: [Self; 10] = [
        Draft,
        Invited,
        Declined,
        Withdrawn,
        Expired,
        InReview(Step::Department),
        InReview(Step::School),
        Signed,
        Rejected,
        Terminated,
    ];

    /// The database text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Draft => "draft",
            Invited => "invited",
            Declined => "declined",
            Withdrawn => "withdrawn",
            Expired => "expired",
            InReview(Step::Department) => "department_review",
            InReview(Step::School) => "school_review",
            Signed => "signed",
            Rejected => "rejected",
            Terminated => "terminated",
        }
    }

    /// What the state means to the life that all kinds share.
    pub const fn standing(self) -> Standing {
        match self {
            Draft | Invited => Standing::Pending,
            InReview(step) => Standing::InReview(step),
            Signed => Standing::Effective,
            Declined | Withdrawn | Expired | Rejected | Terminated => Standing::Ended,
        }
    }

    /// The guide's words for the state.
    pub const fn label(self, form: AgreementForm) -> &'static str {
        match self {
            Draft => "签约邀请填写中",
            Invited => "单位已发起签约邀请，等待学生应约",
            Declined => "学生已拒绝签约邀请",
            Withdrawn => "单位已撤回签约邀请",
            Expired => "签约邀请已过期",
            InReview(Step::Department) => "学生已同意签约，等待学院审核",
            InReview(Step::School) => "学生已同意签约，等待学校审核",
            Signed => "签约完成",
            Rejected => match form {
                AgreementForm::TwoParty => "鉴证不通过，签约失败",
                AgreementForm::ThreeParty => "审核不通过，签约失败",
            },
            Terminated => "已解约",
        }
    }
}

/// Two verdicts only: what is rejected, the company has to invite to again.
const REVIEW: Round<State> = Round {
    at: InReview,
    approved: Signed,
    approval: Notice::Approved,
    on_approval: &[Effect::IssueAgreement, Effect::DestinationChanged],
    returned: None,
    rejected: Rejected,
    withdrawn: None,
    hear: &[Audience::Student, Audience::Company],
};

fn review(state: State) -> Result<Review<'static, State>, Refusal> {
    match state {
        InReview(step) => Ok(REVIEW.standing_at(step)),
        Draft | Invited | Declined | Withdrawn | Expired | Signed | Rejected | Terminated => moved(state),
    }
}

pub(super) fn decide<Yes>(
    state: State,
    command: &Command<Yes>,
    facts: &Facts,
) -> Result<Transition<State>, Refusal> {
    match command {
        Command::Invite => match state {
            Draft => {
                facts.module_is_open(Kind::Online)?;
                facts.agreement_is_allowed()?;
                // The student is to find the company's status before answering, as the reviewer does before deciding.
                Ok(Transition::to(Invited)
                    .with(Effect::LookUpCompany)
                    .with(Effect::ScheduleExpiry)
                    .with(Effect::ScheduleReminders)
                    .telling(Audience::Student, Notice::Invitation))
            }
            Invited | Declined | Withdrawn | Expired | InReview(_) | Signed | Rejected | Terminated => {
                moved(state)
            }
        },
        Command::EditInvitation => {
            invited(state)?;
            facts.time_is_left()?;
            // The time to answer may be another: the platform comes round again when that is up.
            Ok(Transition::to(Invited)
                .with(Effect::ScheduleExpiry)
                .with(Effect::ScheduleReminders)
                .telling(Audience::Student, Notice::InvitationEdited))
        }
        Command::Accept(_) => {
            invited(state)?;
            facts.time_is_left()?;
            facts.agreement_is_allowed()?;
            facts.place_is_free()?;
            Ok(REVIEW
                .enter(facts)
                .telling(Audience::Company, Notice::InvitationAccepted))
        }
        Command::Decline(_) => {
            invited(state)?;
            Ok(Transition::to(Declined).telling(Audience::Company, Notice::InvitationDeclined))
        }
        Command::Withdraw => {
            facts.by(Actor::Company)?;
            invited(state)?;
            Ok(Transition::to(Withdrawn))
        }
        Command::Remind => {
            invited(state)?;
            Ok(Transition::to(Invited).telling(Audience::Student, Notice::InvitationReminder))
        }
        Command::Expire => {
            invited(state)?;
            Ok(Transition::to(Expired).telling(Audience::Student, Notice::InvitationExpired))
        }
        Command::Approve => {
            let review = review(state)?;
            facts.agreement_is_allowed()?;
            review.approve(facts)
        }
        Command::Return(_) => review(state)?.send_back(facts),
        Command::Reject(_) => review(state)?.reject(facts),
        Command::EditAfterApproval(fields) => {
            signed(state)?;
            agreement::edit(Signed, AgreementKind::Online, fields)
        }
        Command::EndByTermination => {
            signed(state)?;
            Ok(agreement::end(Terminated))
        }
        Command::Submit
        | Command::UploadStampedCopy
        | Command::ApproveOneSided(_)
        | Command::EditInReview
        | Command::GiveUp
        | Command::Abandon
        | Command::Ask
        | Command::Agree
        | Command::Refuse(_)
        | Command::Force(_) => Err(Refusal::NotOfThisKind(Kind::Online)),
    }
}

fn invited(state: State) -> Result<(), Refusal> {
    match state {
        Invited => Ok(()),
        Draft | Declined | Withdrawn | Expired | InReview(_) | Signed | Rejected | Terminated => moved(state),
    }
}

fn signed(state: State) -> Result<(), Refusal> {
    match state {
        Signed => Ok(()),
        Draft | Invited | Declined | Withdrawn | Expired | InReview(_) | Rejected | Terminated => {
            moved(state)
        }
    }
}
