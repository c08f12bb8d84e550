//! The fields of a student in which the two systems are compared.

use crate::{codes::List, db::text_enum::text_enum};

text_enum! {
    /// A field of the roster that a reviewer compares (rule 8.5). The texts are the keys under which a change is kept.
    Field {
        /// 性别.
        Gender = "gender",
        /// 民族.
        Ethnicity = "ethnicity",
        /// 政治面貌.
        PoliticalStatus = "political_status",
        /// 所在院系.
        Department = "department",
        /// 学制.
        StudyYears = "study_years",
        /// 学号.
        StudentNo = "student_no",
        /// 毕业时间.
        GraduatesOn = "graduates_on",
        /// 姓名.
        Name = "name",
        /// 学历.
        EducationLevel = "education_level",
        /// 身份证号.
        IdNumber = "id_number",
        /// 院校.
        School = "school",
        /// 专业.
        Major = "major",
    }
}

impl Field {
    /// The guide's word for the field.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Gender => "性别",
            Self::Ethnicity => "民族",
            Self::PoliticalStatus => "政治面貌",
            Self::Department => "所在院系",
            Self::StudyYears => "学制",
            Self::StudentNo => "学号",
            Self::GraduatesOn => "毕业时间",
            Self::Name => "姓名",
            Self::EducationLevel => "学历",
            Self::IdNumber => "身份证号",
            Self::School => "院校",
            Self::Major => "专业",
        }
    }

    /// Whether 获取最新学生信息 takes it over. What it does not is who the student is and what was studied: there the right
    /// verdict is to reject (rule 8.5).
    pub const fn can_be_taken_over(self) -> bool {
        match self {
            Self::Gender
            | Self::Ethnicity
            | Self::PoliticalStatus
            | Self::Department
            | Self::StudyYears
            | Self::StudentNo
            | Self::GraduatesOn => true,
            Self::Name | Self::EducationLevel | Self::IdNumber | Self::School | Self::Major => false,
        }
    }

    /// The code table of its values, where they are codes.
    pub const fn list(self) -> Option<List> {
        match self {
            Self::Gender => Some(List::Gender),
            Self::Ethnicity => Some(List::Ethnicity),
            Self::PoliticalStatus => Some(List::PoliticalStatus),
            Self::EducationLevel => Some(List::EducationLevel),
            Self::Department
            | Self::StudyYears
            | Self::StudentNo
            | Self::GraduatesOn
            | Self::Name
            | Self::IdNumber
            | Self::School
            | Self::Major => None,
        }
    }
}
