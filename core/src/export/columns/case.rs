//! The case and its last verdict.

use super::{
    Column,
    cell::{Cell, known, moment, of, some},
    column,
};
use crate::case::{Actor, Initiator, Step, case_number};

pub(super) const CASE: &[Column] = &[
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

pub(super) const VERDICT: &[Column] = &[
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

fn initiator(initiator: Initiator) -> &'static str {
    match initiator {
        Initiator::Student => "学生",
        Initiator::Company => "单位",
        Initiator::School => "学校",
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
