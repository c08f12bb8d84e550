//! What agreements say, and what is written when one is to end.

use chrono::NaiveDate;
use serde::Serialize;

use super::{companies::Company, dice::Dice, insert::Row, people::day};

/// An agreement, as the row is written.
#[derive(Serialize)]
pub(super) struct Agreement {
    pub case_id: i64,
    pub number: Option<String>,
    pub company_name: String,
    pub credit_code: String,
    pub nature: &'static str,
    pub industry: &'static str,
    pub region: &'static str,
    pub address: String,
    pub postcode: &'static str,
    pub contact: String,
    pub telephone: String,
    pub mobile: String,
    pub email: String,
    pub job_category: &'static str,
    pub job_title: &'static str,
    pub work_place: &'static str,
    pub pay: i64,
    pub probation_months: i64,
    pub probation_pay: Option<i64>,
    pub term_from: NaiveDate,
    pub term_to: NaiveDate,
    pub report_on: NaiveDate,
    pub benefits: &'static str,
    pub takes_archive: bool,
    pub takes_household: bool,
    pub archive_unit: String,
    pub archive_address: &'static str,
    pub archive_postcode: &'static str,
    pub archive_contact: &'static str,
    pub archive_telephone: &'static str,
    pub household_address: &'static str,
    pub damages: i64,
    pub other_terms: &'static str,
    pub signed_on: Option<NaiveDate>,
}

impl Row for Agreement {
    const TABLE: &'static str = "agreements";
}

/// Title and job category.
const POSTS: &[(&str, &str)] = &[
    ("软件工程师", "13"),
    ("机械设计工程师", "13"),
    ("会计", "21"),
    ("客户经理", "22"),
    ("法务专员", "23"),
    ("教师", "24"),
    ("护士", "19"),
    ("行政专员", "30"),
    ("市场专员", "40"),
    ("新媒体编辑", "27"),
];

const BENEFITS: &[&str] = &[
    "五险一金、带薪年假",
    "五险一金、餐补、交通补贴",
    "五险一金、提供宿舍、年终奖",
    "",
];

/// The terms between a company and a student of a cohort, not yet numbered.
pub(super) fn agreement(case_id: i64, cohort: i32, company: &Company, dice: &mut Dice) -> Agreement {
    let (job_title, job_category) = dice.pick(POSTS);
    let pay = dice.between(45, 160) * 100;
    let probation_months = dice.pick(&[0, 1, 3, 3, 6]);
    let years = dice.pick(&[1, 2, 3, 3, 5]);
    let takes_archive = dice.chance(60);
    Agreement {
        case_id,
        number: None,
        company_name: company.name.clone(),
        credit_code: company.credit_code.clone(),
        nature: company.nature,
        industry: company.industry,
        region: company.region,
        address: company.address.clone(),
        postcode: company.postcode,
        contact: company.contact.clone(),
        telephone: company.telephone.clone(),
        mobile: company.mobile.clone(),
        email: company.email.clone(),
        job_category,
        job_title,
        work_place: company.region,
        pay,
        probation_months,
        probation_pay: (probation_months > 0).then_some(pay * 8 / 10),
        term_from: day(cohort, 7, 1),
        term_to: day(cohort + years, 6, 30),
        report_on: day(cohort, 7, 1),
        benefits: dice.pick(BENEFITS),
        takes_archive,
        takes_household: takes_archive && dice.chance(50),
        archive_unit: if takes_archive {
            format!("{}人才服务中心", company.name)
        } else {
            String::new()
        },
        archive_address: if takes_archive {
            "江苏省南京市北京东路63号"
        } else {
            ""
        },
        archive_postcode: if takes_archive { "210008" } else { "" },
        archive_contact: if takes_archive { "档案室" } else { "" },
        archive_telephone: if takes_archive { "025-85550300" } else { "" },
        household_address: "",
        damages: dice.pick(&[0, 3_000, 5_000]),
        other_terms: dice.pick(&["", "", "毕业生未能取得学历证书的，本协议自行终止。"]),
        signed_on: None,
    }
}

/// A termination, as the row is written.
#[derive(Serialize)]
pub(super) struct Termination {
    pub case_id: i64,
    pub reason_code: &'static str,
    pub reason_text: &'static str,
    pub ended_on: Option<NaiveDate>,
    pub asks: i32,
    pub means: &'static str,
    pub explanation: Option<&'static str>,
}

impl Row for Termination {
    const TABLE: &'static str = "terminations";
}

const REASONS: &[(&str, &str)] = &[
    ("further_study", "已被录取为硕士研究生，不能按期报到。"),
    ("other_post", "已通过公务员考试录用，与单位协商解约。"),
    ("company_changed", "单位调整招聘计划，岗位取消。"),
    ("personal", "因家庭原因需回生源地就业。"),
];

/// A termination that nobody has decided yet.
pub(super) fn termination(case_id: i64, dice: &mut Dice) -> Termination {
    let (reason_code, reason_text) = dice.pick(REASONS);
    Termination {
        case_id,
        reason_code,
        reason_text,
        ended_on: None,
        asks: 0,
        means: "agreed",
        explanation: None,
    }
}
