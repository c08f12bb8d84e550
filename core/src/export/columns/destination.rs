//! What a destination says.

use super::{
    Column,
    cell::{Cell, code, day, known, number, of, some, some_code},
    column,
};
use crate::{
    codes::{List, region_name},
    destination::Details,
    export::record::Record,
    roster::mask,
};

pub(super) const CATEGORY: Column = column("毕业去向类别", |r, _| {
    code(List::Destination, &r.case.subject)
});

pub(super) const DESTINATION: &[Column] = &[
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

fn went<'a>(record: &'a Record, cell: impl FnOnce(&'a Details) -> Cell<'a>) -> Cell<'a> {
    record.destination.as_ref().map_or(Cell::Empty, cell)
}
