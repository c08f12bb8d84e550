//! 预警单位: why a school warns of a company (rule 12.1).

use crate::db::text_enum::text_enum;

text_enum! {
    /// Why a school warns of a company.
    Reason {
        /// 违规单位.
        Unlawful = "unlawful",
        /// 虚假单位.
        Fake = "fake",
        /// 就业歧视.
        Discrimination = "discrimination",
        /// 虚假宣传.
        FalseAdvertising = "false_advertising",
        /// 其他.
        Other = "other",
    }
}

impl Reason {
    /// The guide's word for the reason.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Unlawful => "违规单位",
            Self::Fake => "虚假单位",
            Self::Discrimination => "就业歧视",
            Self::FalseAdvertising => "虚假宣传",
            Self::Other => "其他",
        }
    }
}
