//! What a school sets for a cohort (rules 3.2 to 3.4), and what bears on changing it.

use diesel::prelude::*;

use crate::{case::ReviewMode, db::schema::school_settings};

/// The most that rule 3.4 allows.
pub const MOST_TERMINATIONS: i32 = 99;

/// 签约设置, without the handlers. A school begins with everything switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = school_settings, check_for_backend(diesel::pg::Pg))]
pub struct Settings {
    /// 在线签约开关.
    pub signing_open: bool,
    /// 补登开关.
    pub paper_open: bool,
    /// 填报去向登记开关.
    pub destination_open: bool,
    /// 审核设置.
    pub review_mode: ReviewMode,
    /// 解约设置: how often a student may ask for termination, 0 to 99 times.
    pub termination_limit: i32,
}

impl Default for Settings {
    /// What the database gives a school that has set nothing yet.
    fn default() -> Self {
        Self {
            signing_open: false,
            paper_open: false,
            destination_open: false,
            review_mode: ReviewMode::SchoolOnly,
            termination_limit: 1,
        }
    }
}

/// One of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// 在线签约开关.
    Signing,
    /// 补登开关.
    Paper,
    /// 填报去向登记开关.
    Destinations,
    /// 审核设置.
    ReviewMode,
    /// 解约设置.
    TerminationLimit,
}

impl Item {
    /// Every setting, in the guide's order.
    pub const ALL: [Self; 5] = [
        Self::Signing,
        Self::Paper,
        Self::Destinations,
        Self::ReviewMode,
        Self::TerminationLimit,
    ];

    /// The guide's word.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Signing => "在线签约开关",
            Self::Paper => "补登开关",
            Self::Destinations => "填报去向登记开关",
            Self::ReviewMode => "审核设置",
            Self::TerminationLimit => "解约设置",
        }
    }

    /// The field of the form.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Signing => "signing",
            Self::Paper => "paper",
            Self::Destinations => "destinations",
            Self::ReviewMode => "review_mode",
            Self::TerminationLimit => "termination_limit",
        }
    }

    /// Whether two settings say different things of it.
    pub fn differs(self, one: &Settings, other: &Settings) -> bool {
        match self {
            Self::Signing => one.signing_open != other.signing_open,
            Self::Paper => one.paper_open != other.paper_open,
            Self::Destinations => one.destination_open != other.destination_open,
            Self::ReviewMode => one.review_mode != other.review_mode,
            Self::TerminationLimit => one.termination_limit != other.termination_limit,
        }
    }
}

/// What has to be known to judge a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The province has set two-party or three-party (3.1).
    pub form_set: bool,
    /// Some student or company of the school and cohort has acted (3.2).
    pub acted: bool,
    /// Some case of the school and cohort is in review (3.3).
    pub in_review: bool,
}
