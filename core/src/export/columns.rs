//! The columns of an export, by module, in the words of forms (domain section 17).

use std::{borrow::Cow, collections::HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;

use super::{
    record::{Agreement, Record},
    wanted::Content,
};
use crate::{
    access::LevelScope,
    case::{Actor, AgreementForm, Initiator, Module, Step, case_number, reasons},
    codes::{List, name, region_name},
    db::Conn,
    destination::Details,
    roster::mask,
    settings::Office,
    termination::Cause,
    time::beijing,
};

/// What stands in one place of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// A text, never a formula.
    Text(Cow<'a, str>),
    /// A number.
    Number(i32),
}

/// One column.
#[derive(Clone, Copy)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    cell: for<'a> fn(&'a Record, &'a Context) -> Cell<'a>,
}

impl Column {
    /// What a record has in it.
    pub fn of<'a>(&self, record: &'a Record, context: &'a Context) -> Cell<'a> {
        (self.cell)(record, context)
    }
}

/// What the words of a row depend on.
#[derive(Debug, Clone)]
pub struct Context {
    form: AgreementForm,
    reasons: HashMap<String, String>,
    in_full: bool,
}

impl Context {
    /// The same with numbers in full, or masked.
    pub fn in_full(self, in_full: bool) -> Self {
        Self { in_full, ..self }
    }

    fn shown<'a>(&self, text: &'a str, masked: fn(&'a str) -> Cow<'a, str>) -> Cell<'a> {
        if self.in_full {
            known(text)
        } else {
            of(masked(text))
        }
    }
}

/// The words of a module at an office, masked.
pub async fn context(conn: &Conn, office: &Office, module: Module) -> QueryResult<Context> {
    let reasons = reasons(conn, office.school, module).await?;
    Ok(Context {
        form: office.form,
        reasons: reasons
            .into_iter()
            .map(|reason| (reason.code, reason.name))
            .collect(),
        in_full: false,
    })
}

/// The columns of a module's export, in their order.
pub fn columns(module: Module, content: Content) -> Vec<Column> {
    let own: &[Column] = match (content, module) {
        (Content::Returns, Module::Destinations) => &[CATEGORY],
        (Content::Returns, _) => &[COMPANY],
        (Content::Cases, Module::Signing | Module::Paper) => AGREEMENT,
        (Content::Cases, Module::Destinations) => DESTINATION,
        (Content::Cases, Module::Terminations) => TERMINATION,
    };
    let student = match content {
        Content::Cases => STUDENT,
        Content::Returns => RETURNED_STUDENT,
    };
    [CASE, student, own, VERDICT].concat()
}

const fn column(name: &'static str, cell: for<'a> fn(&'a Record, &'a Context) -> Cell<'a>) -> Column {
    Column { name, cell }
}

const CASE: &[Column] = &[
    column("事项编号", |r, _| of(case_number(r.case.id))),
    column("事项类型", |r, _| of(r.case.state.kind().label())),
    column("当前状态", |r, c| of(r.case.state.label(c.form, r.ends))),
    column("发起方", |r, _| of(initiator(r.case.initiator))),
    column("提交时间", |r, _| {
        r.case.submitted_at.map_or(Cell::Empty, moment)
    }),
    column("进入状态时间", |r, _| moment(r.case.entered_at)),
    column("办结时间", |r, _| {
        r.case.decided_at.map_or(Cell::Empty, moment)
    }),
];

const STUDENT: &[Column] = &[
    column("考生号", |r, _| known(&r.student.reference)),
    column("学号", |r, _| known(&r.student.student_no)),
    column("姓名", |r, _| known(&r.student.name)),
    column("身份证号", |r, c| {
        c.shown(&r.student.id_number, mask::id_number)
    }),
    column("性别", |r, _| code(List::Gender, &r.student.gender)),
    column("民族", |r, _| code(List::Ethnicity, &r.student.ethnicity)),
    column("政治面貌", |r, _| {
        code(List::PoliticalStatus, &r.student.political_status)
    }),
    column("出生日期", |r, c| {
        if c.in_full {
            day(r.student.born_on)
        } else {
            of(r.student.born_on.format("%Y").to_string())
        }
    }),
    column("所在院系", |r, _| known(&r.student.department)),
    column("所在班级", |r, _| known(&r.student.class_name)),
    column("专业代码", |r, _| known(&r.student.major_code)),
    column("专业", |r, _| known(&r.student.major_name)),
    column("专业方向", |r, _| known(&r.student.major_direction)),
    column("层次", |r, _| of(level(r.case.level))),
    column("学历", |r, _| {
        code(List::EducationLevel, &r.student.education_level)
    }),
    column("学制", |r, _| known(&r.student.study_years)),
    column("学习形式", |r, _| known(&r.student.study_form)),
    column("培养方式", |r, _| {
        code(List::TrainingMode, &r.student.training_mode)
    }),
    column("定向或委培单位", |r, _| known(&r.student.commissioned_by)),
    column("入学时间", |r, _| day(r.student.enrolled_on)),
    column("毕业时间", |r, _| day(r.student.graduates_on)),
    column("生源所在地", |r, _| {
        known(region_name(&r.student.origin_region))
    }),
    column("城乡生源", |r, _| {
        of(if r.student.rural { "农村" } else { "城镇" })
    }),
    column("手机号码", |r, c| c.shown(&r.student.mobile, mask::telephone)),
    column("电子邮箱", |r, c| c.shown(&r.student.email, mask::email)),
];

const RETURNED_STUDENT: &[Column] = &[
    column("学号", |r, _| known(&r.student.student_no)),
    column("姓名", |r, _| known(&r.student.name)),
    column("身份证号", |r, c| {
        c.shown(&r.student.id_number, mask::id_number)
    }),
    column("所在院系", |r, _| known(&r.student.department)),
    column("所在班级", |r, _| known(&r.student.class_name)),
    column("专业", |r, _| known(&r.student.major_name)),
    column("学历", |r, _| {
        code(List::EducationLevel, &r.student.education_level)
    }),
    column("手机号码", |r, c| c.shown(&r.student.mobile, mask::telephone)),
];

const COMPANY: Column = column("单位名称", |r, _| known(&r.case.subject));
const CATEGORY: Column = column("毕业去向类别", |r, _| {
    code(List::Destination, &r.case.subject)
});

const AGREEMENT: &[Column] = &[
    COMPANY,
    column("统一社会信用代码", |r, _| {
        agreed(r, |a| known(&a.credit_code))
    }),
    column("单位性质代码", |r, _| agreed(r, |a| known(&a.nature))),
    column("单位性质", |r, _| {
        agreed(r, |a| code(List::UnitNature, &a.nature))
    }),
    column("单位行业代码", |r, _| agreed(r, |a| known(&a.industry))),
    column("单位行业", |r, _| {
        agreed(r, |a| code(List::UnitIndustry, &a.industry))
    }),
    column("单位所在地代码", |r, _| agreed(r, |a| known(&a.region))),
    column("单位所在地", |r, _| {
        agreed(r, |a| known(region_name(&a.region)))
    }),
    column("单位地址", |r, _| agreed(r, |a| known(&a.address))),
    column("单位联系人", |r, _| agreed(r, |a| known(&a.contact))),
    column("单位联系电话", |r, c| {
        agreed(r, |a| c.shown(&a.telephone, mask::telephone))
    }),
    column("工作职位类别代码", |r, _| {
        agreed(r, |a| known(&a.job_category))
    }),
    column("工作职位类别", |r, _| {
        agreed(r, |a| code(List::JobCategory, &a.job_category))
    }),
    column("职位名称", |r, _| agreed(r, |a| known(&a.job_title))),
    column("工作地点", |r, _| {
        agreed(r, |a| known(region_name(&a.work_place)))
    }),
    column("薪酬（元/月）", |r, _| agreed(r, |a| Cell::Number(a.pay))),
    column("试用期（月）", |r, _| {
        agreed(r, |a| Cell::Number(a.probation_months))
    }),
    column("试用期薪酬（元/月）", |r, _| {
        agreed(r, |a| number(a.probation_pay))
    }),
    column("合同开始日期", |r, _| agreed(r, |a| some_day(a.term_from))),
    column("合同结束日期", |r, _| agreed(r, |a| some_day(a.term_to))),
    column("报到日期", |r, _| agreed(r, |a| some_day(a.report_on))),
    column("档案转寄单位名称", |r, _| {
        agreed(r, |a| known(&a.archive_unit))
    }),
    column("档案转寄地址", |r, _| {
        agreed(r, |a| known(&a.archive_address))
    }),
    column("户口迁转地址", |r, _| {
        agreed(r, |a| known(&a.household_address))
    }),
    column("违约金（元）", |r, _| agreed(r, |a| number(a.damages))),
    column("其他约定", |r, _| agreed(r, |a| known(&a.other_terms))),
    column("签约日期", |r, _| agreed(r, |a| some_day(a.signed_on))),
    AGREEMENT_NUMBER,
];

const AGREEMENT_NUMBER: Column = column("协议编号", |r, _| agreed(r, |a| some(&a.number)));

const DESTINATION: &[Column] = &[
    column("去向类型", |r, _| went(r, |d| of(d.kind.label()))),
    column("毕业去向类别代码", |r, _| went(r, |d| known(&d.category))),
    CATEGORY,
    column("签约/登记日期", |r, _| went(r, |d| day(d.registered_on))),
    column("单位名称", |r, _| went(r, |d| some(&d.company_name))),
    column("统一社会信用代码", |r, _| {
        went(r, |d| some(&d.credit_code))
    }),
    column("单位性质代码", |r, _| went(r, |d| some(&d.nature))),
    column("单位性质", |r, _| {
        went(r, |d| some_code(List::UnitNature, &d.nature))
    }),
    column("单位行业代码", |r, _| went(r, |d| some(&d.industry))),
    column("单位行业", |r, _| {
        went(r, |d| some_code(List::UnitIndustry, &d.industry))
    }),
    column("单位所在地代码", |r, _| went(r, |d| some(&d.region))),
    column("单位所在地", |r, _| {
        went(r, |d| {
            d.region
                .as_deref()
                .map_or(Cell::Empty, |code| known(region_name(code)))
        })
    }),
    column("单位地址", |r, _| went(r, |d| some(&d.address))),
    column("单位联系人", |r, _| went(r, |d| some(&d.contact))),
    column("单位联系电话", |r, c| {
        went(r, |d| {
            d.telephone
                .as_deref()
                .map_or(Cell::Empty, |t| c.shown(t, mask::telephone))
        })
    }),
    column("工作职位类别代码", |r, _| {
        went(r, |d| some(&d.job_category))
    }),
    column("工作职位类别", |r, _| {
        went(r, |d| some_code(List::JobCategory, &d.job_category))
    }),
    column("职位名称", |r, _| went(r, |d| some(&d.job_title))),
    column("薪酬（元/月）", |r, _| went(r, |d| number(d.pay))),
    column("项目、岗位或服务单位", |r, _| {
        went(r, |d| some(&d.programme))
    }),
    column("网店网址", |r, _| went(r, |d| some(&d.website))),
    column("档案去向", |r, _| went(r, |d| some(&d.archive_to))),
    column("户口去向", |r, _| went(r, |d| some(&d.household_to))),
    column("留学国家地区", |r, _| went(r, |d| some(&d.country))),
    column("院校中文名称", |r, _| went(r, |d| some(&d.institution))),
    column("院校外文名称", |r, _| {
        went(r, |d| some(&d.institution_foreign))
    }),
    column("升学专业", |r, _| went(r, |d| some(&d.major))),
    column("升学学历", |r, _| {
        went(r, |d| some_code(List::EducationLevel, &d.education_level))
    }),
    column("未就业原因", |r, _| went(r, |d| some(&d.reason))),
];

const TERMINATION: &[Column] = &[
    COMPANY,
    column("统一社会信用代码", |r, _| {
        agreed(r, |a| known(&a.credit_code))
    }),
    column("职位名称", |r, _| agreed(r, |a| known(&a.job_title))),
    column("签约日期", |r, _| agreed(r, |a| some_day(a.signed_on))),
    AGREEMENT_NUMBER,
    column("解约方式", |r, _| {
        of(r.termination.as_ref().map_or("", |t| means(&t.means)))
    }),
    column("解约原因类别", |r, _| cause(r)),
    column("解约原因", |r, _| {
        r.termination
            .as_ref()
            .map_or(Cell::Empty, |t| known(&t.reason_text))
    }),
    column("情况说明", |r, _| {
        r.termination
            .as_ref()
            .map_or(Cell::Empty, |t| some(&t.explanation))
    }),
    column("解约日期", |r, _| {
        r.termination
            .as_ref()
            .map_or(Cell::Empty, |t| some_day(t.ended_on))
    }),
];

const VERDICT: &[Column] = &[
    column("审核结论", |r, _| {
        of(r.verdict.as_ref().map_or("", |v| verdict(&v.command)))
    }),
    column("审核环节", |r, _| {
        of(r.verdict
            .as_ref()
            .map_or("", |v| step(v.step(r.case.state.kind()), v.actor)))
    }),
    column("审核人", |r, _| {
        r.verdict.as_ref().map_or(Cell::Empty, |v| some(&v.name))
    }),
    column("审核时间", |r, _| {
        r.verdict.as_ref().map_or(Cell::Empty, |v| moment(v.at))
    }),
    column("原因", |r, c| {
        r.verdict
            .as_ref()
            .and_then(|v| v.reason_code.as_deref())
            .map_or(Cell::Empty, |code| {
                known(c.reasons.get(code).map_or(code, String::as_str))
            })
    }),
    column("具体问题", |r, _| {
        r.verdict.as_ref().map_or(Cell::Empty, |v| some(&v.text))
    }),
];

fn agreed<'a>(record: &'a Record, cell: impl FnOnce(&'a Agreement) -> Cell<'a>) -> Cell<'a> {
    record.agreement.as_ref().map_or(Cell::Empty, cell)
}

fn went<'a>(record: &'a Record, cell: impl FnOnce(&'a Details) -> Cell<'a>) -> Cell<'a> {
    record.destination.as_ref().map_or(Cell::Empty, cell)
}

fn of<'a>(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
    let text = text.into();
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text)
    }
}

/// 解约原因 in words; its code where it is of the national list no more.
fn cause(record: &Record) -> Cell<'_> {
    let Some(asked) = &record.termination else {
        return Cell::Empty;
    };
    match Cause::parse(&asked.reason_code) {
        Some(cause) => of(cause.label()),
        None => known(&asked.reason_code),
    }
}

fn known(text: &str) -> Cell<'_> {
    of(text)
}

fn some(text: &Option<String>) -> Cell<'_> {
    of(text.as_deref().unwrap_or_default())
}

fn code(list: List, code: &str) -> Cell<'_> {
    of(name(list, code))
}

fn some_code(list: List, given: &Option<String>) -> Cell<'_> {
    code(list, given.as_deref().unwrap_or_default())
}

fn number<'a>(number: Option<i32>) -> Cell<'a> {
    number.map_or(Cell::Empty, Cell::Number)
}

fn day<'a>(day: NaiveDate) -> Cell<'a> {
    of(day.to_string())
}

fn some_day<'a>(date: Option<NaiveDate>) -> Cell<'a> {
    date.map_or(Cell::Empty, day)
}

fn moment<'a>(at: DateTime<Utc>) -> Cell<'a> {
    of(beijing(at).format("%Y-%m-%d %H:%M:%S").to_string())
}

fn initiator(initiator: Initiator) -> &'static str {
    match initiator {
        Initiator::Student => "学生",
        Initiator::Company => "单位",
        Initiator::School => "学校",
    }
}

fn level(level: LevelScope) -> &'static str {
    match level {
        LevelScope::All => "全部",
        LevelScope::Undergraduate => "本专科",
        LevelScope::Graduate => "研究生",
    }
}

fn means(means: &str) -> &str {
    match means {
        "forced" => "强制解约",
        "one_sided" => "学生单方面解约",
        _ => "协商一致解约",
    }
}

fn verdict(command: &str) -> &str {
    match command {
        "return" => "退回修改",
        "reject" => "审核不通过",
        "force" => "强制解约",
        _ => "审核通过",
    }
}

/// Whose verdict it was; of one that no review waits for, its giver's.
fn step(step: Option<Step>, actor: Actor) -> &'static str {
    match (step, actor) {
        (Some(Step::Department), _) | (None, Actor::DepartmentOfficer) => "学院审核",
        (Some(Step::School), _) | (None, Actor::SchoolOfficer) => "学校审核",
        (None, Actor::Student | Actor::Company | Actor::System) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_module_has_a_column_twice_and_all_begin_with_the_case_and_end_with_the_verdict() {
        for module in Module::ALL {
            for content in Content::ALL {
                let mut names: Vec<&str> = columns(*module, *content)
                    .iter()
                    .map(|column| column.name)
                    .collect();
                assert_eq!((names[0], names[names.len() - 1]), ("事项编号", "具体问题"));
                names.sort_unstable();
                let all = names.len();
                names.dedup();
                assert_eq!(names.len(), all, "{module:?} {content:?}");
            }
        }
    }
}
