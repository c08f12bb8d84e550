//! What students register: the 21 types of destination, each with the fields that it asks for.

use chrono::NaiveDate;
use serde::Serialize;

use super::{companies::Company, dice::Dice, insert::Row};

macro_rules! types {
    ($($variant:ident = $text:literal, $category:literal, $weight:literal;)+) => {
        /// A type of destination (guide section 9).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Type { $($variant),+ }

        impl Type {
            pub(super) const ALL: &[Type] = &[$(Type::$variant),+];

            /// How often each is registered by those who may choose.
            const WEIGHTS: &[(i64, Type)] = &[$(($weight, Type::$variant)),+];

            fn as_str(self) -> &'static str {
                match self { $(Type::$variant => $text),+ }
            }

            /// 毕业去向类别, code.
            fn category(self) -> &'static str {
                match self { $(Type::$variant => $category),+ }
            }
        }
    };
}

types! {
    PublicRecruitment = "public_recruitment", "10", 5;
    Sergeant = "sergeant", "10", 1;
    MedicalTraining = "medical_training", "10", 2;
    InternationalOrganisation = "international_organisation", "10", 1;
    WorkAbroad = "work_abroad", "10", 1;
    LabourContract = "labour_contract", "11", 22;
    OtherEmployment = "other_employment", "12", 10;
    ResearchAssistant = "research_assistant", "271", 3;
    Conscript = "conscript", "46", 3;
    NationalProject = "national_project", "503", 3;
    LocalProject = "local_project", "512", 3;
    OwnBusiness = "own_business", "75", 2;
    Freelance = "freelance", "76", 4;
    CollegeToBachelor = "college_to_bachelor", "80", 5;
    Postgraduate = "postgraduate", "801", 20;
    SecondBachelor = "second_bachelor", "802", 1;
    StudyAbroad = "study_abroad", "85", 7;
    Commissioned = "commissioned", "10", 0;
    Unplaced = "unplaced", "70", 3;
    PreparingForStudy = "preparing_for_study", "71", 4;
    NotSeeking = "not_seeking", "72", 1;
}

impl Type {
    /// One that a student may choose, as often as students do.
    pub(super) fn usual(dice: &mut Dice) -> Self {
        dice.weighted(Self::WEIGHTS)
    }

    /// The education level without which the type makes no sense.
    pub(super) fn level(self) -> Option<&'static str> {
        match self {
            Self::CollegeToBachelor => Some("41"),
            Self::Postgraduate | Self::SecondBachelor => Some("31"),
            _ => None,
        }
    }
}

/// A registered destination, as the row is written.
#[derive(Default, Serialize)]
pub(super) struct Destination {
    pub case_id: i64,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub category: &'static str,
    pub registered_on: NaiveDate,
    pub company_name: Option<String>,
    pub credit_code: Option<String>,
    pub nature: Option<&'static str>,
    pub industry: Option<&'static str>,
    pub region: Option<&'static str>,
    pub address: Option<String>,
    pub contact: Option<String>,
    pub telephone: Option<String>,
    pub job_category: Option<&'static str>,
    pub job_title: Option<&'static str>,
    pub pay: Option<i64>,
    pub country: Option<&'static str>,
    pub institution: Option<&'static str>,
    pub institution_foreign: Option<&'static str>,
    pub major: Option<&'static str>,
    pub education_level: Option<&'static str>,
    pub programme: Option<&'static str>,
    pub reason: Option<&'static str>,
}

impl Row for Destination {
    const TABLE: &'static str = "destinations";
}

/// What is registered in a case: the fields of its type.
pub(super) fn destination(
    case_id: i64,
    kind: Type,
    on: NaiveDate,
    company: &Company,
    dice: &mut Dice,
) -> Destination {
    let blank = Destination {
        case_id,
        kind: kind.as_str(),
        category: kind.category(),
        registered_on: on,
        ..Destination::default()
    };
    match kind {
        Type::PublicRecruitment => Destination {
            programme: Some("公务员考试录用"),
            ..post("江苏省公共机构服务中心", "10", "45", "30", "综合管理岗", blank)
        },
        Type::Sergeant => Destination {
            programme: Some("直招军士"),
            ..post("东部战区某部", "40", "80", "80", "军士", blank)
        },
        Type::MedicalTraining => Destination {
            programme: Some("住院医师规范化培训"),
            ..post("南京示范医院", "23", "43", "19", "规培医师", blank)
        },
        Type::InternationalOrganisation => Destination {
            country: Some("瑞士"),
            ..post("国际组织驻沪代表处", "32", "46", "30", "项目助理", blank)
        },
        Type::WorkAbroad => Destination {
            country: Some("新加坡"),
            ..post("新加坡狮城科技公司", "32", "34", "13", "软件工程师", blank)
        },
        Type::LabourContract | Type::OtherEmployment => Destination {
            pay: Some(dice.between(30, 95) * 100),
            ..employed(company, dice, blank)
        },
        Type::ResearchAssistant => Destination {
            pay: Some(6_000),
            ..post("江苏示范大学", "21", "42", "11", "科研助理", blank)
        },
        Type::Commissioned => post("南京市人才服务中心", "29", "45", "30", "定向岗位", blank),
        Type::OwnBusiness => Destination {
            company_name: Some("南京青创文化工作室".to_owned()),
            region: Some("320104"),
            programme: Some("个体工商户"),
            ..blank
        },
        Type::Freelance => Destination {
            job_title: Some("自由撰稿人"),
            pay: Some(dice.between(30, 80) * 100),
            ..blank
        },
        _ => away(kind, blank),
    }
}

/// The types without an employer.
fn away(kind: Type, blank: Destination) -> Destination {
    match kind {
        Type::Conscript => Destination {
            programme: Some("上半年征兵"),
            region: Some("320102"),
            ..blank
        },
        Type::NationalProject => Destination {
            programme: Some("大学生志愿服务西部计划"),
            region: Some("650102"),
            ..blank
        },
        Type::LocalProject => Destination {
            programme: Some("江苏省选调生"),
            region: Some("321302"),
            ..blank
        },
        Type::CollegeToBachelor => study(blank, "江苏示范大学", "计算机科学与技术", "31"),
        Type::Postgraduate => study(blank, "浙江示范学院", "管理科学与工程", "11"),
        Type::SecondBachelor => study(blank, "江苏示范大学", "法学", "25"),
        Type::StudyAbroad => Destination {
            country: Some("英国"),
            institution_foreign: Some("University of Leeds"),
            ..study(blank, "利兹大学", "国际商务", "11")
        },
        Type::Unplaced => Destination {
            reason: Some("正在求职，参加秋季招聘会"),
            ..blank
        },
        Type::PreparingForStudy => Destination {
            reason: Some("准备次年硕士研究生招生考试"),
            ..blank
        },
        _ => Destination {
            reason: Some("因身体原因暂不就业"),
            ..blank
        },
    }
}

/// Employed by a company of the demonstration.
fn employed(company: &Company, dice: &mut Dice, blank: Destination) -> Destination {
    Destination {
        company_name: Some(company.name.clone()),
        credit_code: Some(company.credit_code.clone()),
        nature: Some(company.nature),
        industry: Some(company.industry),
        region: Some(company.region),
        address: Some(company.address.clone()),
        contact: Some(company.contact.clone()),
        telephone: Some(company.telephone.clone()),
        job_category: Some(dice.pick(&["13", "21", "30", "40"])),
        job_title: Some(dice.pick(&["技术员", "业务助理", "行政专员", "客户经理"])),
        ..blank
    }
}

/// Employed by somebody of whom only the name is known.
fn post(
    employer: &str,
    nature: &'static str,
    industry: &'static str,
    job_category: &'static str,
    job_title: &'static str,
    blank: Destination,
) -> Destination {
    Destination {
        company_name: Some(employer.to_owned()),
        nature: Some(nature),
        industry: Some(industry),
        region: Some("320102"),
        job_category: Some(job_category),
        job_title: Some(job_title),
        ..blank
    }
}

fn study(
    blank: Destination,
    institution: &'static str,
    major: &'static str,
    level: &'static str,
) -> Destination {
    Destination {
        institution: Some(institution),
        major: Some(major),
        education_level: Some(level),
        ..blank
    }
}
