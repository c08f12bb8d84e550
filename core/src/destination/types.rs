//! The 21 types of the guide's section 9.

use super::{Description, table::TABLE};
use crate::db::text_enum::text_enum;

text_enum! {
    /// A type of destination. What each asks for stands in the table ([`Type::description`]).
    Type {
        /// 公招接收函.
        PublicRecruitment = "public_recruitment",
        /// 士官.
        Sergeant = "sergeant",
        /// 医学规培.
        MedicalTraining = "medical_training",
        /// 国际组织任职.
        InternationalOrganisation = "international_organisation",
        /// 出国出境工作.
        WorkAbroad = "work_abroad",
        /// 签劳动合同形式就业.
        LabourContract = "labour_contract",
        /// 其他录用形式就业.
        OtherEmployment = "other_employment",
        /// 科研助理、管理助理.
        ResearchAssistant = "research_assistant",
        /// 应征义务兵.
        Conscript = "conscript",
        /// 国家基层项目.
        NationalProject = "national_project",
        /// 地方基层项目.
        LocalProject = "local_project",
        /// 自主创业.
        OwnBusiness = "own_business",
        /// 自由职业.
        Freelance = "freelance",
        /// 专升本.
        CollegeToBachelor = "college_to_bachelor",
        /// 考研.
        Postgraduate = "postgraduate",
        /// 第二学士学位.
        SecondBachelor = "second_bachelor",
        /// 出国出境深造.
        StudyAbroad = "study_abroad",
        /// 定向/委培毕业去向补充登记 (4.2).
        Commissioned = "commissioned",
        /// 待就业.
        Unplaced = "unplaced",
        /// 不就业拟升学.
        PreparingForStudy = "preparing_for_study",
        /// 其他暂不就业.
        NotSeeking = "not_seeking",
    }
}

impl Type {
    /// What the type asks for.
    pub fn description(self) -> &'static Description {
        &TABLE[self as usize]
    }

    /// The guide's words for the type: `签就业协议形式就业（公招接收函）`.
    pub fn label(self) -> String {
        let Description { group, form, .. } = self.description();
        if form.is_empty() {
            (*group).to_owned()
        } else {
            format!("{group}（{form}）")
        }
    }

    /// Is it the one type of those who may sign no agreement (4.2)?
    pub const fn is_supplementary(self) -> bool {
        matches!(self, Self::Commissioned)
    }

    /// Does it place a student (落实)? 待就业 and the two that put employment off are counted apart from it.
    pub const fn is_placement(self) -> bool {
        !matches!(self, Self::Unplaced | Self::PreparingForStudy | Self::NotSeeking)
    }

    /// The types that a student is offered: those of the training modes 21 and 41 the supplementary one, all others the rest
    /// (4.2).
    pub fn offered(may_sign: bool) -> impl Iterator<Item = Self> {
        let types = Self::ALL.iter().copied();
        types.filter(move |kind| kind.is_supplementary() != may_sign)
    }
}
