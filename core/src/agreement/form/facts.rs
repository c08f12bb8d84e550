//! The tables: the parties, the post, archive and household, what else was agreed.

use super::{
    Row, Table,
    written::{day, typed, yuan},
};
use crate::{
    agreement::{Terms, sheet::Draft},
    case::AgreementForm,
    codes::{List, name, region_name},
};

/// What stands in a place that has nothing to say.
const NONE: &str = "无";

/// The tables in the order of the paper.
pub fn tables(draft: &Draft) -> Vec<Table> {
    let school = match draft.form {
        AgreementForm::TwoParty => "学校",
        AgreementForm::ThreeParty => "丙方学校",
    };
    let table = |side: &str, rows: Vec<Row>| Table {
        side: side.to_owned(),
        rows,
    };
    vec![
        table("甲方用人单位", company(&draft.terms)),
        table("乙方毕业生", graduate(draft)),
        table(school, office(draft)),
        table("岗位与待遇", post(&draft.terms)),
        table("档案户口", dispatch(&draft.terms)),
        table("其他约定", others(&draft.terms)),
    ]
}

fn wide(label: &str, value: impl AsRef<str>) -> Row {
    Row(vec![pair(label, value)])
}

fn two(left: (String, String), right: (String, String)) -> Row {
    Row(vec![left, right])
}

fn pair(label: &str, value: impl AsRef<str>) -> (String, String) {
    (label.to_owned(), typed(value.as_ref()))
}

fn company(terms: &Terms) -> Vec<Row> {
    let at = format!("{}{}", region_name(&terms.region), terms.address);
    vec![
        wide("单位名称", &terms.company_name),
        two(
            pair("统一社会\n信用代码", &terms.credit_code),
            pair("单位性质", name(List::UnitNature, &terms.nature)),
        ),
        two(
            pair("单位行业", name(List::UnitIndustry, &terms.industry)),
            pair("邮政编码", &terms.postcode),
        ),
        wide("单位地址", at),
        two(pair("联系人", &terms.contact), pair("联系电话", &terms.telephone)),
        two(pair("手机", &terms.mobile), pair("电子邮箱", &terms.email)),
    ]
}

fn graduate(draft: &Draft) -> Vec<Row> {
    let of = &draft.graduate;
    vec![
        two(pair("姓名", &of.name), pair("身份证号", &of.id_number)),
        two(
            pair("性别", name(List::Gender, &of.gender)),
            pair("民族", name(List::Ethnicity, &of.ethnicity)),
        ),
        two(
            pair("政治面貌", name(List::PoliticalStatus, &of.political_status)),
            pair("学号", &of.student_no),
        ),
        wide("院校", &draft.school),
        two(pair("所在院系", &of.department), pair("专业", &of.major_name)),
        two(
            pair("学历", name(List::EducationLevel, &of.education_level)),
            pair("学制", format!("{} 年", of.study_years)),
        ),
        two(
            pair("培养方式", name(List::TrainingMode, &of.training_mode)),
            pair("毕业时间", day(Some(of.graduates_on))),
        ),
        wide("生源所在地", region_name(&of.origin_region)),
        two(pair("手机号码", &of.mobile), pair("电子邮箱", &of.email)),
    ]
}

/// 协议经办人 (rule 3.5).
fn office(draft: &Draft) -> Vec<Row> {
    let handler = draft.handler.as_ref();
    let (person, telephone) = handler.map_or(("", ""), |of| (of.name.as_str(), of.telephone.as_str()));
    let (address, postcode) = handler.map_or(("", ""), |of| (of.address.as_str(), of.postcode.as_str()));
    vec![
        wide("学校名称", &draft.school),
        two(pair("协议经办人", person), pair("联系电话", telephone)),
        two(pair("通讯地址", address), pair("邮政编码", postcode)),
    ]
}

fn post(terms: &Terms) -> Vec<Row> {
    let pay = |amount: i32| format!("{}/月（税前）", yuan(amount));
    let until = match terms.term_to {
        Some(_) => day(terms.term_to),
        None => "无固定期限".to_owned(),
    };
    let (probation, probation_pay) = match (terms.probation_months, terms.probation_pay) {
        (0, _) => (NONE.to_owned(), NONE.to_owned()),
        (months, amount) => (format!("{months} 个月"), amount.map_or_else(String::new, pay)),
    };
    vec![
        two(
            pair("职位名称", &terms.job_title),
            pair("职位类别", name(List::JobCategory, &terms.job_category)),
        ),
        two(
            pair("工作地点", region_name(&terms.work_place)),
            pair("报到日期", day(terms.report_on)),
        ),
        wide("合同期限", format!("{} 至 {until}", day(terms.term_from))),
        two(pair("试用期", probation), pair("试用期薪酬", probation_pay)),
        two(
            pair("薪酬", pay(terms.pay)),
            pair(
                "违约金",
                terms
                    .damages
                    .filter(|&sum| sum > 0)
                    .map_or_else(|| NONE.to_owned(), yuan),
            ),
        ),
        wide("福利", or_none(&terms.benefits)),
    ]
}

fn dispatch(terms: &Terms) -> Vec<Row> {
    let yes_no = |yes: bool| if yes { "是" } else { "否" };
    vec![
        two(
            pair("接收档案", yes_no(terms.takes_archive)),
            pair("接收户口", yes_no(terms.takes_household)),
        ),
        wide("档案转寄\n单位名称", &terms.archive_unit),
        two(
            pair("档案转寄\n单位地址", &terms.archive_address),
            pair("邮政编码", &terms.archive_postcode),
        ),
        two(
            pair("档案联系人", &terms.archive_contact),
            pair("联系电话", &terms.archive_telephone),
        ),
        wide("户口迁转地址", &terms.household_address),
    ]
}

fn others(terms: &Terms) -> Vec<Row> {
    vec![wide("约定内容", or_none(&terms.other_terms))]
}

fn or_none(text: &str) -> &str {
    if text.trim().is_empty() { NONE } else { text }
}
