//! What follows from a command that was allowed.

use super::State;
use crate::db::text_enum::text_enum;

/// A move that a command was granted: the state it leads to, and what follows from it in the same transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition<S = State> {
    /// The new state; the old one where the command only edits.
    pub to: S,
    /// What follows, each at most once, in the order in which to do it.
    pub effects: Vec<Effect>,
}

impl<S> Transition<S> {
    /// A move from which nothing follows.
    pub(super) const fn to(to: S) -> Self {
        Self {
            to,
            effects: Vec::new(),
        }
    }

    /// Adds what follows from the move.
    pub(super) fn with(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }

    /// Adds a message.
    pub(super) fn telling(self, audience: Audience, notice: Notice) -> Self {
        self.with(Effect::Tell(audience, notice))
    }

    /// The same move of a case whose kind is no longer in the type.
    pub(super) fn widen(self) -> Transition
    where
        S: Into<State>,
    {
        Transition {
            to: self.to.into(),
            effects: self.effects,
        }
    }
}

/// What follows from a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The student's effective destination is another, or reads differently: push it (rule 14.1).
    DestinationChanged,
    /// Somebody is owed a message.
    Tell(Audience, Notice),
    /// The agreement that this termination ends is given `EndByTermination`, which pushes.
    CloseAgreement,
    /// The agreement gets its number and its PDF.
    IssueAgreement,
    /// The company's registered status is fetched anew, where the case names a company (rule 8.2).
    LookUpCompany,
    /// The invitation is to expire when its time is up.
    ScheduleExpiry,
    /// Those who owe an answer or a stamped copy are to be reminded of it.
    ScheduleReminders,
    /// The student has used one of the asks (rule 6.7).
    CountAsk,
}

/// Whom a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The student of the case.
    Student,
    /// The company of the case.
    Company,
}

impl Audience {
    /// The database text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Company => "company",
        }
    }
}

text_enum! {
    /// What a message says.
    Notice {
        /// A company invites.
        Invitation = "invitation",
        /// The company changed its invitation, which waits for an answer.
        InvitationEdited = "invitation_edited",
        /// The invitation was accepted.
        InvitationAccepted = "invitation_accepted",
        /// The invitation was declined.
        InvitationDeclined = "invitation_declined",
        /// The invitation is about to run out.
        InvitationReminder = "invitation_reminder",
        /// The invitation ran out.
        InvitationExpired = "invitation_expired",
        /// The department approved; the school comes next.
        PassedDepartment = "passed_department",
        /// The offline agreement is approved: print it, have it stamped, upload it.
        AgreementReady = "agreement_ready",
        /// The stamped copy has still not been uploaded.
        StampedCopyReminder = "stamped_copy_reminder",
        /// The last step approved.
        Approved = "approved",
        /// A reviewer wants it edited and submitted again.
        Returned = "returned",
        /// A reviewer ended it.
        Rejected = "rejected",
        /// A reviewer corrected the destination.
        EditedInReview = "edited_in_review",
        /// A school officer edited the approved agreement.
        EditedAfterApproval = "edited_after_approval",
        /// The other side asks to end the agreement.
        TerminationAsked = "termination_asked",
        /// The other side still waits for an answer.
        TerminationReminder = "termination_reminder",
        /// The other side agrees to end it.
        TerminationAgreed = "termination_agreed",
        /// The other side refuses to end it.
        TerminationRefused = "termination_refused",
        /// The school ended the agreement without the company's answer.
        TerminationForced = "termination_forced",
    }
}

impl Notice {
    /// The channels that carry the message (rules 14.4 to 14.6 and guide section 15): companies get mail, students get
    /// WeChat, and an SMS as well where what they had agreed to was changed without them.
    pub const fn channels(self, audience: Audience) -> &'static [Channel] {
        match audience {
            Audience::Company => &[Channel::Mail],
            Audience::Student => match self {
                Self::EditedInReview | Self::EditedAfterApproval | Self::TerminationForced => {
                    &[Channel::WeChat, Channel::Sms]
                }
                Self::Invitation
                | Self::InvitationEdited
                | Self::InvitationAccepted
                | Self::InvitationDeclined
                | Self::InvitationReminder
                | Self::InvitationExpired
                | Self::PassedDepartment
                | Self::AgreementReady
                | Self::StampedCopyReminder
                | Self::Approved
                | Self::Returned
                | Self::Rejected
                | Self::TerminationAsked
                | Self::TerminationReminder
                | Self::TerminationAgreed
                | Self::TerminationRefused => &[Channel::WeChat],
            },
        }
    }

    /// The channel by which a student is told whom WeChat does not reach; none where the student need not be told in
    /// any case, or is told by SMS as it is. Told in any case is what waits for the student's answer, edit or upload,
    /// and what decides where the student stands.
    pub const fn instead_of_wechat(self) -> Option<Channel> {
        match self {
            Self::Invitation
            | Self::InvitationReminder
            | Self::InvitationEdited
            | Self::AgreementReady
            | Self::StampedCopyReminder
            | Self::Approved
            | Self::Returned
            | Self::Rejected
            | Self::TerminationAsked
            | Self::TerminationReminder
            | Self::TerminationRefused => Some(Channel::Sms),
            Self::InvitationAccepted
            | Self::InvitationDeclined
            | Self::InvitationExpired
            | Self::PassedDepartment
            | Self::EditedInReview
            | Self::EditedAfterApproval
            | Self::TerminationAgreed
            | Self::TerminationForced => None,
        }
    }
}

/// How a message travels.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Channel {
    /// A template message of the official account.
    WeChat,
    /// A text message.
    Sms,
    /// E-mail.
    Mail,
}

impl Channel {
    /// The database text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WeChat => "wechat",
            Self::Sms => "sms",
            Self::Mail => "mail",
        }
    }

    /// The channel of a database text.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::WeChat, Self::Sms, Self::Mail]
            .into_iter()
            .find(|channel| channel.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_for_the_student_reaches_them_without_wechat() {
        for notice in [
            Notice::Invitation,
            Notice::InvitationEdited,
            Notice::AgreementReady,
            Notice::Returned,
            Notice::TerminationAsked,
            Notice::TerminationRefused,
            Notice::TerminationReminder,
        ] {
            assert_eq!(notice.instead_of_wechat(), Some(Channel::Sms), "{notice:?}");
        }
        assert_eq!(Notice::PassedDepartment.instead_of_wechat(), None);
    }

    #[test]
    fn a_notice_that_goes_by_sms_as_it_is_has_no_other_way_besides() {
        for &notice in Notice::ALL {
            let by_sms = notice.channels(Audience::Student).contains(&Channel::Sms);
            assert!(!by_sms || notice.instead_of_wechat().is_none(), "{notice:?}");
        }
    }
}
