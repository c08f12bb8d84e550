//! What people, and the platform itself, can ask of a case.

use super::{Actor, EditableField, Explanation, Objection, Reason, Refusal};
use crate::{ids::CaseId, one_time::Confirmed};

/// What can be asked of a case.
///
/// `Yes` is what an acceptance takes. A command that is carried out takes the proof of the code that came to the student's own phone,
/// which nothing but the redemption of that code makes; a [`Question`] takes nothing, and moves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command<Yes = Confirmed> {
    /// A company sends its invitation.
    Invite,
    /// The company changes an invitation that nobody has answered.
    EditInvitation,
    /// The student accepts an invitation.
    Accept(Yes),
    /// The student declines an invitation, for this reason.
    Decline(Objection),
    /// Whoever is waiting takes back what nobody has answered or decided yet.
    Withdraw,
    /// The platform ends an invitation whose time has run out.
    Expire,
    /// The platform reminds those who owe an answer or a stamped copy.
    Remind,
    /// The student hands a form in for review.
    Submit,
    /// The student or the company hands in the agreement with the company's stamp.
    UploadStampedCopy,
    /// A reviewer approves.
    Approve,
    /// A school officer ends an agreement for the student alone (学生单方面解约), for want of the company's material.
    ApproveOneSided(Explanation),
    /// A reviewer sends the case back to the student (退回修改).
    Return(Reason),
    /// A reviewer ends the case (审核不通过).
    Reject(Reason),
    /// A reviewer corrects the registered destination (修改去向).
    EditInReview,
    /// A school officer edits an approved agreement: these fields of it.
    EditAfterApproval(Vec<EditableField>),
    /// The student voids a registered destination (作废).
    GiveUp,
    /// The student ends a case that was returned or waits for an upload.
    Abandon,
    /// One side of an online agreement asks the other to end it.
    Ask,
    /// The other side agrees to end it.
    Agree,
    /// The other side refuses to end it, and says why.
    Refuse(Explanation),
    /// A school officer ends an online agreement whose company does not answer (强制解约).
    Force(Explanation),
    /// The platform ends an agreement whose termination was approved.
    EndByTermination,
}

impl Command {
    /// Refuses a student's yes that was said to another case: nothing but the code of this one makes it.
    pub(super) fn is_meant_for(&self, case: CaseId) -> Result<(), Refusal> {
        match self {
            Self::Accept(confirmed) if confirmed.case() != case => Err(Refusal::NotAllowed),
            _ => Ok(()),
        }
    }
}

/// A command of which the rules are asked what they would say.
pub type Question = Command<()>;

impl<Yes> Command<Yes> {
    /// The name that events and audit entries keep.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::EditInvitation => "edit_invitation",
            Self::Accept(_) => "accept",
            Self::Decline(_) => "decline",
            Self::Withdraw => "withdraw",
            Self::Expire => "expire",
            Self::Remind => "remind",
            Self::Submit => "submit",
            Self::UploadStampedCopy => "upload_stamped_copy",
            Self::Approve => "approve",
            Self::ApproveOneSided(_) => "approve_one_sided",
            Self::Return(_) => "return",
            Self::Reject(_) => "reject",
            Self::EditInReview => "edit_in_review",
            Self::EditAfterApproval(_) => "edit_after_approval",
            Self::GiveUp => "give_up",
            Self::Abandon => "abandon",
            Self::Ask => "ask",
            Self::Agree => "agree",
            Self::Refuse(_) => "refuse",
            Self::Force(_) => "force",
            Self::EndByTermination => "end_by_termination",
        }
    }

    /// The words that the event keeps: the code of a reason, and the text.
    pub(super) fn words(&self) -> (Option<&str>, Option<&str>) {
        match self {
            Self::Return(reason) | Self::Reject(reason) => {
                (Some(reason.code.as_str()), Some(reason.text.as_str()))
            }
            Self::Decline(objection) => (
                Some(objection.code.as_str()),
                objection.text.as_ref().map(Explanation::as_str),
            ),
            Self::ApproveOneSided(explanation) | Self::Force(explanation) | Self::Refuse(explanation) => {
                (None, Some(explanation.as_str()))
            }
            Self::Invite
            | Self::EditInvitation
            | Self::Accept(_)
            | Self::Withdraw
            | Self::Expire
            | Self::Remind
            | Self::Submit
            | Self::UploadStampedCopy
            | Self::Approve
            | Self::EditInReview
            | Self::EditAfterApproval(_)
            | Self::GiveUp
            | Self::Abandon
            | Self::Ask
            | Self::Agree
            | Self::EndByTermination => (None, None),
        }
    }

    /// The guide's word for the command.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Invite => "发起签约邀请",
            Self::EditInvitation => "修改邀请",
            Self::Accept(_) => "同意签约",
            Self::Decline(_) => "拒绝签约",
            Self::Withdraw => "撤回",
            Self::Expire => "邀请过期",
            Self::Remind => "提醒办理",
            Self::Submit => "提交审核",
            Self::UploadStampedCopy => "上传盖章协议书",
            Self::Approve => "审核通过",
            Self::ApproveOneSided(_) => "学生单方面解约",
            Self::Return(_) => "退回修改",
            Self::Reject(_) => "审核不通过",
            Self::EditInReview => "修改去向",
            Self::EditAfterApproval(_) => "通过后修改",
            Self::GiveUp => "作废",
            Self::Abandon => "放弃申请",
            Self::Ask => "发起解约",
            Self::Agree => "同意解约",
            Self::Refuse(_) => "拒绝解约",
            Self::Force(_) => "强制解约",
            Self::EndByTermination => "随解约终止",
        }
    }

    /// Who may ever give the command (domain section 2). The kinds narrow this by state and step.
    const fn givers(&self) -> &'static [Actor] {
        match self {
            Self::Invite | Self::EditInvitation => &[Actor::Company],
            Self::Accept(_) | Self::Decline(_) | Self::Submit | Self::GiveUp | Self::Abandon => {
                &[Actor::Student]
            }
            Self::Withdraw | Self::UploadStampedCopy | Self::Ask | Self::Agree | Self::Refuse(_) => {
                &[Actor::Student, Actor::Company]
            }
            Self::Approve | Self::Return(_) | Self::Reject(_) | Self::EditInReview => {
                &[Actor::DepartmentOfficer, Actor::SchoolOfficer]
            }
            Self::ApproveOneSided(_) | Self::EditAfterApproval(_) | Self::Force(_) => &[Actor::SchoolOfficer],
            Self::Expire | Self::Remind | Self::EndByTermination => &[Actor::System],
        }
    }

    /// Refuses a command to those who may never give it.
    pub(super) fn may_be_given_by(&self, actor: Actor) -> Result<(), Refusal> {
        let givers = self.givers();
        if givers.contains(&actor) {
            Ok(())
        } else if actor == Actor::DepartmentOfficer && givers.contains(&Actor::SchoolOfficer) {
            Err(Refusal::SchoolOfficersOnly)
        } else {
            Err(Refusal::NotAllowed)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_yes_to_one_invitation_accepts_no_other() {
        let (this, other) = (CaseId(7), CaseId(8));
        let yes: Command = Command::Accept(Confirmed::of(this));
        assert_eq!(yes.is_meant_for(this), Ok(()));
        assert_eq!(yes.is_meant_for(other), Err(Refusal::NotAllowed));
        assert_eq!(Command::Withdraw.is_meant_for(other), Ok(()));
    }
}
