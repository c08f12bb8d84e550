//! What an agreement says.

use super::{
    Column,
    cell::{Cell, code, known, number, some, some_day},
    column,
};
use crate::{
    codes::{List, region_name},
    export::record::{Agreement, Record},
    roster::mask,
};

pub(super) const COMPANY: Column = column("单位名称", |r, _| known(&r.case.subject));

pub(super) const AGREEMENT: &[Column] = &[
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

pub(super) const AGREEMENT_NUMBER: Column = column("协议编号", |r, _| agreed(r, |a| some(&a.number)));

pub(super) fn agreed<'a>(record: &'a Record, cell: impl FnOnce(&'a Agreement) -> Cell<'a>) -> Cell<'a> {
    record.agreement.as_ref().map_or(Cell::Empty, cell)
}
