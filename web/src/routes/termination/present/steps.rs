//! The steps of the two sides, each confirmed before it is done.

use wq_core::{case::Initiator, termination::Ours};

use super::{reviewers, words};
use crate::{
    routes::termination::{side::Side, step::Step},
    view::{confirm::Confirm, form::Posted, list::Link},
};

/// What follows from a step, and what it asks for.
pub fn step(side: &Side, ours: &Ours, step: Step, posted: Posted) -> Confirm {
    let plain = plain(side, ours, step.path());
    match step {
        Step::Consent => Confirm {
            title: format!("同意与{}解约？", other(side, ours)),
            consequences: vec![
                format!("同意后提交{}审核，不能再撤回。", reviewers(&ours.office)),
                "审核通过后协议终止，不能恢复；审核不通过的，协议仍然有效。".into(),
                "解约完成后，毕业生的去向更新为“待就业”，就业管理系统中的报到证及户档信息将被清空。".into(),
            ],
            button: "同意解约".into(),
            ..plain
        },
        Step::Refusal => Confirm {
            title: format!("拒绝与{}解约？", other(side, ours)),
            consequences: vec![
                "拒绝后协议仍然有效，对方会收到通知并看到您的理由。".into(),
                "对方可以重新发起解约。".into(),
            ],
            fields: vec![words("拒绝理由", "请写明理由，对方和学校都能看到，不超过 500 字")],
            posted,
            button: "拒绝解约".into(),
            ..plain
        },
        Step::Withdrawal => Confirm {
            title: "撤回解约申请？".into(),
            consequences: withdrawn(side),
            button: "撤回".into(),
            ..plain
        },
        Step::Abandonment => Confirm {
            title: "放弃解约申请？".into(),
            consequences: vec![
                "放弃后这份申请即告结束，协议仍然有效。".into(),
                "这次申请仍计入您的解约申请次数；如仍需解约，请重新发起。".into(),
            ],
            button: "放弃申请".into(),
            ..plain
        },
    }
}

fn withdrawn(side: &Side) -> Vec<String> {
    let counted = (side.of == Initiator::Student).then(|| "这次申请仍计入您的解约申请次数。".to_owned());
    let follows = "撤回后这份申请即告结束，协议仍然有效；如仍需解约，请重新发起。".to_owned();
    std::iter::once(follows).chain(counted).collect()
}

/// What all forms about a termination have.
pub fn plain(side: &Side, ours: &Ours, rest: &str) -> Confirm {
    let case = &ours.termination.case;
    Confirm {
        action: side.termination(case.id, rest),
        csrf: side.visitor.csrf.clone(),
        version: Some(case.version.into()),
        back: Link::new("返回", side.termination(case.id, "")),
        grave: true,
        ..Confirm::default()
    }
}

fn other<'a>(side: &Side, ours: &'a Ours) -> &'a str {
    let agreement = &ours.termination.agreement;
    match side.of {
        Initiator::Company => &agreement.student.name,
        Initiator::Student | Initiator::School => &agreement.terms.company_name,
    }
}
