//! The terms of an agreement, in groups.

use wq_core::{
    agreement::Terms,
    codes::{List, name, region_name},
};

use crate::{
    routes::wording::{day, yuan},
    view::facts::{Fact, Section},
};

/// 职位与薪酬: the figures that decide.
pub fn offered(terms: &Terms) -> Section {
    let pay = |amount: i32| format!("{}/月（税前）", yuan(amount));
    let probation = match (terms.probation_months, terms.probation_pay) {
        (0, _) => "无".to_owned(),
        (months, None) => format!("{months} 个月"),
        (months, Some(amount)) => format!("{months} 个月，{}", pay(amount)),
    };
    let until = match terms.term_to {
        Some(_) => day(terms.term_to),
        None => "无固定期限".to_owned(),
    };
    let damages = match terms.damages {
        None | Some(0) => "无".to_owned(),
        Some(amount) => yuan(amount),
    };
    Section {
        title: "职位与薪酬".into(),
        facts: vec![
            Fact::new("职位名称", &terms.job_title),
            Fact::new("工作职位类别", name(List::JobCategory, &terms.job_category)),
            Fact::new("工作地点", region_name(&terms.work_place)),
            Fact::new("薪酬", pay(terms.pay)),
            Fact::new("试用期", probation),
            Fact::new("合同期限", format!("{} 至 {until}", day(terms.term_from))),
            Fact::new("报到日期", day(terms.report_on)),
            Fact::new("违约金", damages),
        ],
    }
}

/// 档案、户口和其他约定.
pub fn rest(terms: &Terms) -> Section {
    let yes_no = |yes: bool| if yes { "是" } else { "否" };
    Section {
        title: "档案、户口和其他约定".into(),
        facts: vec![
            Fact::new("单位是否接收档案", yes_no(terms.takes_archive)),
            Fact::new("单位是否接收户口", yes_no(terms.takes_household)),
            Fact::new("档案转寄单位名称", &terms.archive_unit),
            Fact::new("档案转寄单位地址", &terms.archive_address),
            Fact::new("档案转寄单位邮编", &terms.archive_postcode),
            Fact::new("档案转寄联系人", &terms.archive_contact),
            Fact::new("档案转寄联系电话", &terms.archive_telephone),
            Fact::new("户口迁转地址", &terms.household_address),
            Fact::wide("福利", &terms.benefits),
            Fact::wide("其他约定", &terms.other_terms),
        ],
    }
}

/// 单位信息, as of signing.
pub fn company(terms: &Terms) -> Section {
    Section {
        title: "单位信息".into(),
        facts: vec![
            Fact::new("单位名称", &terms.company_name),
            Fact::new("统一社会信用代码", &terms.credit_code),
            Fact::new("单位性质", name(List::UnitNature, &terms.nature)),
            Fact::new("单位行业", name(List::UnitIndustry, &terms.industry)),
            Fact::new("单位所在地", region_name(&terms.region)),
            Fact::new("单位地址", &terms.address),
            Fact::new("邮编", &terms.postcode),
            Fact::new("联系人", &terms.contact),
            Fact::new("联系电话", &terms.telephone),
            Fact::new("手机", &terms.mobile),
            Fact::new("电子邮箱", &terms.email),
        ],
    }
}
