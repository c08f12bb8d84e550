//! 样张: an invented agreement, to look at, to test with and to measure by.

use chrono::NaiveDate;
use wq_core::{
    access::LevelScope,
    agreement::{Draft, Graduate, Sheet, Signing, Terms},
    case::AgreementForm,
    settings::Handler,
};

/// An agreement between people who do not exist, with a rare character in the name and every field filled in.
pub fn specimen(form: AgreementForm, online: bool) -> Sheet {
    let signing = if online {
        Signing::Online {
            invited_on: Some(day(3, 1)),
            accepted_on: Some(day(3, 3)),
        }
    } else {
        Signing::OnPaper
    };
    Sheet {
        number: "2027000010000000424".into(),
        issued_on: day(3, 5),
        draft: draft(form, signing),
    }
}

fn draft(form: AgreementForm, signing: Signing) -> Draft {
    Draft {
        form,
        signing,
        school: "江南大学堂".into(),
        handler: Some(Handler {
            level: LevelScope::All,
            name: "周敏".into(),
            telephone: "025-00000000".into(),
            address: "江苏省南京市玄武区学府路 1 号就业指导中心".into(),
            postcode: "210000".into(),
        }),
        graduate: graduate(),
        terms: terms(),
    }
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, month, day).expect("a date")
}

fn graduate() -> Graduate {
    Graduate {
        name: "龚䶮喆".into(),
        id_number: "320102200501010018".into(),
        gender: "1".into(),
        ethnicity: "01".into(),
        political_status: "03".into(),
        student_no: "B23010101".into(),
        department: "计算机学院".into(),
        major_name: "计算机科学与技术".into(),
        education_level: "31".into(),
        study_years: "4".into(),
        training_mode: "1".into(),
        graduates_on: day(6, 30),
        origin_region: "320102".into(),
        mobile: "13800000000".into(),
        email: "student@example.edu.cn".into(),
    }
}

fn terms() -> Terms {
    Terms {
        company_name: "南京样张软件科技有限公司".into(),
        credit_code: "91320100MA00000000".into(),
        nature: "31".into(),
        industry: "34".into(),
        region: "320102".into(),
        address: "玄武大道 99 号 2 幢 1203 室".into(),
        postcode: "210018".into(),
        contact: "吴芳".into(),
        telephone: "025-11111111".into(),
        mobile: "13900000000".into(),
        email: "hr@example.com".into(),
        job_category: "13".into(),
        job_title: "软件工程师（Rust）".into(),
        work_place: "320102".into(),
        pay: 12_000,
        probation_months: 3,
        probation_pay: Some(10_000),
        term_from: Some(day(7, 1)),
        term_to: NaiveDate::from_ymd_opt(2030, 6, 30),
        report_on: Some(day(7, 1)),
        benefits: "五险一金，带薪年假 10 天，提供宿舍，工作日供餐。".into(),
        takes_archive: true,
        takes_household: false,
        archive_unit: "南京市玄武区人才服务中心".into(),
        archive_address: "江苏省南京市玄武区和平路 8 号".into(),
        archive_postcode: "210008".into(),
        archive_contact: "钱进".into(),
        archive_telephone: "025-22222222".into(),
        household_address: "江苏省南京市玄武区集体户".into(),
        damages: Some(5000),
        other_terms: "甲方在试用期内为乙方安排一名导师。乙方入职前参加甲方培训的，甲方承担往返交通费用（凭票报销，上限 1,000 元）。".into(),
    }
}
