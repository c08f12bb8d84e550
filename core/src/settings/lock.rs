//! Why a setting stays as it is.

use std::collections::BTreeMap;

use thiserror::Error;

use super::school::Item;

/// Why a setting cannot be changed, in one sentence that says what would have to happen first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Lock {
    /// Rule 3.1.
    #[error("省级用户尚未设置本省高校就业协议书类型，设置后才可开启，请联系省级用户。")]
    FormNotSet,
    /// Rule 3.2.
    #[error("开启后已有毕业生或用人单位进行操作，不可再关闭。")]
    Acted,
    /// Rule 3.3.
    #[error("仍有处于审核流程中的数据（含失效毕业生的数据），全部审核完成后才可修改审核方式。")]
    InReview,
    /// Rule 3.5: final once submitted.
    #[error("协议经办人信息已提交，不可再修改。")]
    HandlerFinal,
    /// Rule 3.5: one for the whole school came first.
    #[error("已设置全校统一协议经办人，不可再修改，也不能再分别设置。")]
    HandlerOfAll,
    /// Rule 3.5: one of a level came first.
    #[error("已分别设置本专科、研究生协议经办人，不能再设置全校统一协议经办人，可以补充设置另一学历层次。")]
    HandlerByLevel,
    /// Rule 3.5: an officer of one level never speaks for the whole school.
    #[error("负责学历层次为本专科或研究生的学校用户，只能选择“分别设置本专、研究生协议经办人”。")]
    OneLevelOnly,
    /// Rule 3.5: nor for the other level.
    #[error("您只能填写本学历层次的协议经办人信息，请由负责该学历层次或全部层次的学校用户填写。")]
    OtherLevel,
    /// The form of agreement, once somebody in the province has acted under it.
    #[error("本省已有毕业生或用人单位进行操作，就业协议书类型不可再修改。")]
    FormInUse,
    /// Rule 4.1, for settings: what is over stays as it was.
    #[error("往届的设置仅可查看，不可修改。")]
    EarlierCohort,
}

impl Lock {
    /// A stable name for tests and interfaces.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FormNotSet => "form_not_set",
            Self::Acted => "acted",
            Self::InReview => "in_review",
            Self::HandlerFinal => "handler_final",
            Self::HandlerOfAll => "handler_of_all",
            Self::HandlerByLevel => "handler_by_level",
            Self::OneLevelOnly => "one_level_only",
            Self::OtherLevel => "other_level",
            Self::FormInUse => "form_in_use",
            Self::EarlierCohort => "earlier_cohort",
        }
    }
}

/// Everything that a change asked for and may not have.
pub type Locked = BTreeMap<Item, Lock>;
