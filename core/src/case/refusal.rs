//! Why a command was refused.

use thiserror::Error;

use super::{Actor, Kind, State};

/// Why a command was refused. The words here are for an officer; [`Refusal::message`] finds those for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The case is no longer in a state in which the command makes sense: the page was out of date.
    #[error("该事项的状态已变化，请刷新页面，查看最新状态后再操作。")]
    StateMoved(State),
    /// A verdict was already given in this round of review (rules 6.2 to 6.4).
    #[error("该事项已有审核结果，不能再撤回，请等待审核完成；如需修改，请联系审核老师退回。")]
    VerdictGiven,
    /// Never this account's to do (domain section 2).
    #[error("您的账号不能进行此操作，请返回列表，选择属于您的待办事项。")]
    NotAllowed,
    /// Force, one-sided termination and edits after approval are never a department's.
    #[error("该功能仅对学校用户开放，请联系学校用户处理。")]
    SchoolOfficersOnly,
    /// A department officer in school-only mode.
    #[error("本校审核方式为“仅校级审核”，请由学校用户审核。")]
    SchoolReviewsAlone,
    /// A school officer before the department's verdict.
    #[error("该事项正等待学院审核，请在学院审核通过后再处理。")]
    AwaitsDepartment,
    /// A case at the department's step while the mode has none: rule 3.3 was broken from outside.
    #[error("该事项所处的审核环节与学校的审核方式不符，请联系平台运维管理员核对签约设置。")]
    StepNotInMode,
    /// The kind does not know the command.
    #[error("{}没有此项操作，请返回列表重新选择。", .0.label())]
    NotOfThisKind(Kind),
    /// An online agreement, and the termination of one, is approved or rejected, never returned (rules 6.1, 6.5).
    #[error("线上签约及线上解约不能退回修改，请选择通过或不通过，并说明原因。")]
    NoReturn,
    /// Rule 5.2.
    #[error("该毕业生已失效，原有状态均予保留，请由学校在就业管理系统中恢复该毕业生信息后再办理。")]
    Dormant,
    /// Rule 4.1.
    #[error("往届毕业生仅可查看过往记录，如有疑问请联系学校就业部门。")]
    EarlierCohort,
    /// Rule 3.2.
    #[error("学校尚未开启{}，请联系学校就业部门开启后再试。", .0.label())]
    ModuleClosed(Kind),
    /// Rule 5.1.
    #[error("该毕业生已有办理中或已生效的签约或去向，请先办结、放弃、解约或作废后再提交。")]
    PlaceTaken,
    /// Rule 6.1.
    #[error("这份邀请的答复期限已过，不能再接受，请联系用人单位重新发起签约邀请。")]
    DuePassed,
    /// Rule 4.2, for agreements.
    #[error("该毕业生的培养方式不可网签，请审核不通过，并请毕业生改为填报“定向/委培毕业去向补充登记”。")]
    AgreementsClosedToStudent,
    /// Rule 4.2, for the other destination types.
    #[error("定向、委培（不可网签）毕业生请选择“定向/委培毕业去向补充登记”。")]
    SupplementaryOnly,
    /// Rule 4.2, for everyone else.
    #[error("“定向/委培毕业去向补充登记”仅限培养方式为21、41的毕业生，请选择其他去向类型。")]
    SupplementaryClosedToStudent,
    /// Rules 3.4 and 6.7.
    #[error("提交解约申请的次数已达学校上限（{limit}次），请联系学校就业部门处理。")]
    AsksUsedUp {
        /// What the school allows.
        limit: u32,
    },
    /// The agreement is not, or no longer, in force.
    #[error("该协议未生效或已解除，无需解约，请刷新页面查看协议状态。")]
    AgreementNotEffective,
    /// Another termination of the same agreement is under way.
    #[error("该协议已有进行中的解约申请，请在该申请中处理。")]
    TerminationUnderWay,
    /// An online agreement is ended by asking the other side (rule 6.5).
    #[error("线上签约须先征得对方同意，请向对方发起解约。")]
    AskTheOtherSide,
    /// An offline or paper agreement is ended on the student's material (rule 6.6).
    #[error("线下签约和补登的解约由毕业生上传解约材料后提交学校审核，请改用提交审核。")]
    SubmitMaterial,
    /// One-sided termination is for offline and paper agreements (rule 6.6).
    #[error("“学生单方面解约”仅适用于线下签约和补登，线上签约请使用“强制解约”。")]
    OneSidedNotOnline,
    /// Rule 6.4.
    #[error("去向登记审核通过后不能再修改，如需变更请由毕业生作废后重新登记。")]
    DestinationIsFinal,
    /// Rule 7.1.
    #[error("审核通过后仅可修改职位类别，线下签约和补登另可修改单位性质、单位行业，请只修改这些内容。")]
    FieldIsFinal,
    /// An edit that changes nothing.
    #[error("没有任何修改，请修改后再提交。")]
    NothingEdited,
}

/// What a refusal means to the one who is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RefusalClass {
    /// Somebody else was quicker: show what happened, keep what was typed (409).
    Conflict,
    /// Seen, but not theirs to do (403).
    Forbidden,
    /// A rule stands against it (422).
    Rule,
}

impl Refusal {
    /// A stable name for logs, tests and interfaces.
    pub const fn code(self) -> &'static str {
        match self {
            Self::StateMoved(_) => "state_moved",
            Self::VerdictGiven => "verdict_given",
            Self::NotAllowed => "not_allowed",
            Self::SchoolOfficersOnly => "school_officers_only",
            Self::SchoolReviewsAlone => "school_reviews_alone",
            Self::AwaitsDepartment => "awaits_department",
            Self::StepNotInMode => "step_not_in_mode",
            Self::NotOfThisKind(_) => "not_of_this_kind",
            Self::NoReturn => "no_return",
            Self::Dormant => "dormant",
            Self::EarlierCohort => "earlier_cohort",
            Self::ModuleClosed(_) => "module_closed",
            Self::PlaceTaken => "place_taken",
            Self::DuePassed => "due_passed",
            Self::AgreementsClosedToStudent => "agreements_closed_to_student",
            Self::SupplementaryOnly => "supplementary_only",
            Self::SupplementaryClosedToStudent => "supplementary_closed_to_student",
            Self::AsksUsedUp { .. } => "asks_used_up",
            Self::AgreementNotEffective => "agreement_not_effective",
            Self::TerminationUnderWay => "termination_under_way",
            Self::AskTheOtherSide => "ask_the_other_side",
            Self::SubmitMaterial => "submit_material",
            Self::OneSidedNotOnline => "one_sided_not_online",
            Self::DestinationIsFinal => "destination_is_final",
            Self::FieldIsFinal => "field_is_final",
            Self::NothingEdited => "nothing_edited",
        }
    }

    /// One Chinese sentence that tells the reader what to do next.
    pub fn message(self, reader: Actor) -> String {
        let words = match reader {
            Actor::Student => self.to_the_student(),
            Actor::Company => self.to_the_company(),
            Actor::DepartmentOfficer | Actor::SchoolOfficer | Actor::System => None,
        };
        words.map_or_else(|| self.to_string(), str::to_owned)
    }

    /// The words for the one of whom others read as 该毕业生, and for what is the student's to do.
    const fn to_the_student(self) -> Option<&'static str> {
        match self {
            Self::Dormant => {
                Some("您的毕业生信息已失效，原有状态均予保留，请联系学校就业部门恢复您的信息后再办理。")
            }
            Self::PlaceTaken => {
                Some("您已有办理中或已生效的签约或去向，请先办结、放弃、解约或作废后再提交。")
            }
            Self::AgreementsClosedToStudent => {
                Some("您的培养方式不可网签，请改为填报“定向/委培毕业去向补充登记”。")
            }
            Self::SubmitMaterial => Some("线下签约和补登的解约须学校审核，请上传解约材料后提交审核。"),
            Self::DestinationIsFinal => Some("去向登记审核通过后不能再修改，如需变更请作废后重新登记。"),
            _ => None,
        }
    }

    /// The words for a company, where an officer could do something that it cannot.
    const fn to_the_company(self) -> Option<&'static str> {
        match self {
            Self::Dormant => Some("该毕业生的信息已失效，暂时不能办理，请与毕业生本人联系。"),
            Self::AgreementsClosedToStudent => {
                Some("该毕业生的培养方式不可网签，不能签订就业协议，请与毕业生本人核对。")
            }
            Self::DuePassed => Some("这份邀请的答复期限已过，请重新发起签约邀请。"),
            Self::SubmitMaterial => Some("线下签约和补登的解约由毕业生上传解约材料，请与毕业生本人联系。"),
            _ => None,
        }
    }

    /// What the refusal means to the one who is refused.
    pub const fn class(self) -> RefusalClass {
        match self {
            Self::StateMoved(_) | Self::VerdictGiven => RefusalClass::Conflict,
            Self::NotAllowed
            | Self::SchoolOfficersOnly
            | Self::SchoolReviewsAlone
            | Self::AwaitsDepartment => RefusalClass::Forbidden,
            Self::StepNotInMode
            | Self::NotOfThisKind(_)
            | Self::NoReturn
            | Self::Dormant
            | Self::EarlierCohort
            | Self::ModuleClosed(_)
            | Self::PlaceTaken
            | Self::DuePassed
            | Self::AgreementsClosedToStudent
            | Self::SupplementaryOnly
            | Self::SupplementaryClosedToStudent
            | Self::AsksUsedUp { .. }
            | Self::AgreementNotEffective
            | Self::TerminationUnderWay
            | Self::AskTheOtherSide
            | Self::SubmitMaterial
            | Self::OneSidedNotOnline
            | Self::DestinationIsFinal
            | Self::FieldIsFinal
            | Self::NothingEdited => RefusalClass::Rule,
        }
    }
}
