//! Why somebody asks to end an agreement, coded (domain section 17).

use crate::{case::Initiator, db::text_enum::text_enum};

text_enum! {
    /// 解约原因.
    Cause {
        /// 升学或出国留学.
        FurtherStudy = "further_study",
        /// 被其他单位录用.
        OtherPost = "other_post",
        /// 个人或家庭原因.
        Personal = "personal",
        /// 单位招聘计划或岗位变化.
        CompanyChanged = "company_changed",
        /// 未达到约定的录用条件.
        Conditions = "conditions",
        /// 违反协议约定.
        Breach = "breach",
        /// 其他.
        Other = "other",
    }
}

impl Cause {
    /// The word for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::FurtherStudy => "升学或出国留学",
            Self::OtherPost => "被其他单位录用",
            Self::Personal => "个人或家庭原因",
            Self::CompanyChanged => "单位招聘计划或岗位变化",
            Self::Conditions => "未达到约定的录用条件",
            Self::Breach => "对方违反协议约定",
            Self::Other => "其他",
        }
    }

    /// The word for a code as it is kept.
    pub fn word(code: &str) -> &'static str {
        Self::parse(code).unwrap_or(Self::Other).label()
    }

    /// What each side chooses from.
    pub const fn offered_to(asker: Initiator) -> &'static [Self] {
        match asker {
            Initiator::Student => &[
                Self::FurtherStudy,
                Self::OtherPost,
                Self::Personal,
                Self::CompanyChanged,
                Self::Breach,
                Self::Other,
            ],
            Initiator::Company => &[
                Self::CompanyChanged,
                Self::Conditions,
                Self::FurtherStudy,
                Self::OtherPost,
                Self::Breach,
                Self::Other,
            ],
            // A school forces the end of what others have asked for, and asks for none itself.
            Initiator::School => &[],
        }
    }
}
