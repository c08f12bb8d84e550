//! What has to be known, besides the state, to judge a command.

use super::{AgreementKind, Kind, Refusal, ReviewMode};
use crate::access::Role;

/// Who gives a command.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Actor {
    /// 毕业生, of the case.
    Student,
    /// 用人单位, of the case.
    Company,
    /// 院系用户, of the student's department.
    DepartmentOfficer,
    /// 学校用户, of the student's school and level.
    SchoolOfficer,
    /// The platform itself: the clock, or the end of another case.
    System,
}

impl Actor {
    /// Every actor.
    pub const ALL: [Self; 5] = [
        Self::Student,
        Self::Company,
        Self::DepartmentOfficer,
        Self::SchoolOfficer,
        Self::System,
    ];

    /// The actor that accounts of a role are; none for those who act on no case.
    pub const fn of(role: &Role) -> Option<Self> {
        match role {
            Role::School { .. } => Some(Self::SchoolOfficer),
            Role::Department { .. } => Some(Self::DepartmentOfficer),
            Role::Student { .. } => Some(Self::Student),
            Role::Company { .. } => Some(Self::Company),
            Role::Province { .. } | Role::Operator => None,
        }
    }

    /// The database text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Company => "company",
            Self::DepartmentOfficer => "department_officer",
            Self::SchoolOfficer => "school_officer",
            Self::System => "system",
        }
    }

    /// The actor of a database text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|actor| actor.as_str() == text)
    }

    /// The guide's word for the actor.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Student => "毕业生",
            Self::Company => "用人单位",
            Self::DepartmentOfficer => "院系用户",
            Self::SchoolOfficer => "学校用户",
            Self::System => "平台",
        }
    }
}

/// What has to be known, besides the state, to judge a command. Gathered inside the transaction that applies it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Who gives the command. That the case is theirs to see was settled before (`Scope`).
    pub actor: Actor,
    /// The review mode of the school and cohort (rule 3.3).
    pub mode: ReviewMode,
    /// Whether the switch of the kind's module is on (rule 3.2). Terminations have no switch.
    pub module_open: bool,
    /// Whether the student is of the current cohort (rule 4.1).
    pub cohort_current: bool,
    /// Whether the student is dormant (失效, rule 5.2).
    pub dormant: bool,
    /// False for the training modes 21 and 41 (不可网签, rule 4.2).
    pub may_sign_online: bool,
    /// Whether this destination is of the type 定向/委培毕业去向补充登记 (rule 4.2).
    pub supplementary: bool,
    /// Whether no *other* case occupies the student (rule 5.1).
    pub place_free: bool,
    /// For an invitation: whether the time to answer is up (rule 6.1), though nobody may have closed it yet.
    pub due_passed: bool,
    /// How often the student has asked for termination, withdrawn asks included (rule 6.7).
    pub asks_used: u32,
    /// How often the student may ask (rule 3.4).
    pub asks_limit: u32,
    /// For a termination: what it ends. `None` for the other kinds.
    pub agreement: Option<AgreementKind>,
    /// For a termination: whether the agreement is still in force.
    pub agreement_effective: bool,
    /// For a termination: whether *another* one of the same agreement was asked for and is not yet over.
    pub other_termination_open: bool,
}

impl Facts {
    /// Rules 4.1 and 5.2. Dormancy binds the platform too, so that an invitation does not expire under a student who
    /// cannot answer it: every state is kept. An earlier cohort binds only people: they may look, while the clock
    /// still clears away what can no longer be answered.
    pub(super) fn student_can_be_acted_on(&self) -> Result<(), Refusal> {
        if self.dormant {
            Err(Refusal::Dormant)
        } else if !self.cohort_current && self.actor != Actor::System {
            Err(Refusal::EarlierCohort)
        } else {
            Ok(())
        }
    }

    /// Refuses everyone but this actor.
    pub(super) fn by(&self, actor: Actor) -> Result<(), Refusal> {
        if self.actor == actor {
            Ok(())
        } else {
            Err(Refusal::NotAllowed)
        }
    }

    /// Rule 3.2: nothing new begins in a module that is switched off; what has begun goes on.
    pub(super) fn module_is_open(&self, kind: Kind) -> Result<(), Refusal> {
        if self.module_open {
            Ok(())
        } else {
            Err(Refusal::ModuleClosed(kind))
        }
    }

    /// Rule 5.1: one case at a time occupies a student.
    pub(super) fn place_is_free(&self) -> Result<(), Refusal> {
        if self.place_free {
            Ok(())
        } else {
            Err(Refusal::PlaceTaken)
        }
    }

    /// Rule 6.1: an invitation is not accepted after its time, whether or not the platform has come round to ending it.
    pub(super) fn time_is_left(&self) -> Result<(), Refusal> {
        if self.due_passed {
            Err(Refusal::DuePassed)
        } else {
            Ok(())
        }
    }

    /// Rule 4.2: no agreement of any kind for the training modes 21 and 41.
    pub(super) fn agreement_is_allowed(&self) -> Result<(), Refusal> {
        if self.may_sign_online {
            Ok(())
        } else {
            Err(Refusal::AgreementsClosedToStudent)
        }
    }

    /// Rule 4.2: 21 and 41 register the supplementary type only, and nobody else does.
    pub(super) fn destination_is_allowed(&self) -> Result<(), Refusal> {
        match (self.may_sign_online, self.supplementary) {
            (true, false) | (false, true) => Ok(()),
            (false, false) => Err(Refusal::SupplementaryOnly),
            (true, true) => Err(Refusal::SupplementaryClosedToStudent),
        }
    }
}
