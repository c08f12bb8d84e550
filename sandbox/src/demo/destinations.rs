//! What students register: the 21 types of destination, each with the fields that it asks for.

use chrono::NaiveDate;
use serde::Serialize;

use wq_core::{codes::CreditCode, destination::Type};

use super::{companies::Company, dice::Dice, insert::Row};

/// How often each type is registered by those who may choose.
const WEIGHTS: &[(i64, Type)] = &[
    (5, Type::PublicRecruitment),
    (1, Type::Sergeant),
    (2, Type::MedicalTraining),
    (1, Type::InternationalOrganisation),
    (1, Type::WorkAbroad),
    (22, Type::LabourContract),
    (10, Type::OtherEmployment),
    (3, Type::ResearchAssistant),
    (3, Type::Conscript),
    (3, Type::NationalProject),
    (3, Type::LocalProject),
    (2, Type::OwnBusiness),
    (4, Type::Freelance),
    (5, Type::CollegeToBachelor),
    (20, Type::Postgraduate),
    (1, Type::SecondBachelor),
    (7, Type::StudyAbroad),
    (3, Type::Unplaced),
    (4, Type::PreparingForStudy),
    (1, Type::NotSeeking),
];

/// A type that a student may choose, as often as students do.
pub(super) fn usual(dice: &mut Dice) -> Type {
    dice.weighted(WEIGHTS)
}

/// The education level without which a type makes no sense.
pub(super) fn level(kind: Type) -> Option<&'static str> {
    match kind {
        Type::CollegeToBachelor => Some("41"),
        Type::Postgraduate | Type::SecondBachelor => Some("31"),
        _ => None,
    }
}

/// 毕业去向类别, code: of the projects one that has a code of its own.
fn category(kind: Type, cohort: i32) -> &'static str {
    match kind {
        Type::NationalProject => "503",
        Type::LocalProject => "512",
        _ => kind.description().category.of_none_chosen(cohort),
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
    pub archive_to: Option<String>,
    pub household_to: Option<String>,
    pub website: Option<&'static str>,
}

impl Row for Destination {
    const TABLE: &'static str = "destinations";
}

/// What is registered in a case: the fields of its type.
pub(super) fn destination(
    (case_id, cohort): (i64, i32),
    kind: Type,
    on: NaiveDate,
    company: &Company,
    dice: &mut Dice,
) -> Destination {
    let blank = Destination {
        case_id,
        kind: kind.as_str(),
        category: category(kind, cohort),
        registered_on: on,
        ..Destination::default()
    };
    match kind {
        Type::PublicRecruitment => post("江苏省公共机构服务中心", "10", "45", "30", "综合管理岗", blank),
        Type::Sergeant => Destination {
            credit_code: None,
            ..post("东部战区某部", "40", "80", "80", "军士", blank)
        },
        Type::MedicalTraining => post("南京示范医院", "23", "43", "19", "规培医师", blank),
        Type::InternationalOrganisation => Destination {
            country: Some("瑞士"),
            credit_code: None,
            ..post("国际示范组织", "32", "46", "30", "项目助理", blank)
        },
        Type::WorkAbroad => Destination {
            country: Some("新加坡"),
            credit_code: None,
            ..post("新加坡狮城科技公司", "32", "34", "13", "软件工程师", blank)
        },
        Type::LabourContract | Type::OtherEmployment => Destination {
            pay: Some(dice.between(30, 95) * 100),
            ..employed(company, dice, blank)
        },
        Type::ResearchAssistant => Destination {
            pay: Some(6_000),
            archive_to: None,
            household_to: None,
            ..post("江苏示范大学", "21", "42", "11", "科研助理", blank)
        },
        Type::Commissioned => Destination {
            address: None,
            archive_to: None,
            household_to: None,
            ..post("南京市人才服务中心", "29", "45", "30", "定向岗位", blank)
        },
        Type::OwnBusiness => Destination {
            company_name: Some("南京青创文化工作室".to_owned()),
            credit_code: credit_code("南京青创文化工作室"),
            industry: Some("44"),
            region: Some("320104"),
            programme: Some("创办企业（本人为法人或股东）"),
            ..blank
        },
        Type::Freelance => Destination {
            job_title: Some("自由撰稿人"),
            region: Some("320106"),
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
            programme: Some("南京市玄武区人民政府征兵办公室"),
            region: Some("320102"),
            ..blank
        },
        Type::NationalProject => Destination {
            programme: Some("大学生志愿服务西部计划"),
            company_name: Some("乌鲁木齐市天山区团委".to_owned()),
            region: Some("650102"),
            ..blank
        },
        Type::LocalProject => Destination {
            programme: Some("江苏省选调生"),
            company_name: Some("宿迁市宿城区某街道办事处".to_owned()),
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

/// A made-up code, always the same for a name.
fn credit_code(name: &str) -> Option<String> {
    let number = name
        .bytes()
        .fold(0u64, |sum, byte| (sum * 31 + u64::from(byte)) % 1_000_000_000);
    CreditCode::complete(&format!("12320000{number:09}")).map(|code| code.to_string())
}

/// Employed by somebody who is not on the platform.
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
        credit_code: credit_code(employer),
        nature: Some(nature),
        industry: Some(industry),
        region: Some("320102"),
        address: Some("玄武大道8号".to_owned()),
        contact: Some("人事科".to_owned()),
        telephone: Some("025-85550188".to_owned()),
        archive_to: Some(employer.to_owned()),
        household_to: Some("南京市公安局玄武分局".to_owned()),
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
