//! What is asked of a termination, and what it ends.

use super::{
    Column,
    agreement::{AGREEMENT_NUMBER, COMPANY, agreed},
    cell::{Cell, known, of, some, some_day},
    column,
};
use crate::{export::record::Record, termination::Cause};

pub(super) const TERMINATION: &[Column] = &[
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

fn means(means: &str) -> &str {
    match means {
        "forced" => "强制解约",
        "one_sided" => "学生单方面解约",
        _ => "协商一致解约",
    }
}
