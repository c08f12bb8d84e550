//! The steps of the two sides, each confirmed before it is done.

use wq_core::{case::Initiator, termination::Ours};

use super::{reviewers, words};
use crate::{
    routes::termination::side::Side,
    view::{confirm::Confirm, form::Posted, list::Link},
};

/// 同意解约.
pub fn consent(side: &Side, ours: &Ours) -> Confirm {
    let other = other(side, ours);
    Confirm {
        title: format!("同意与{other}解约？"),
        consequences: vec![
            format!("同意后提交{}审核，不能再撤回。", reviewers(&ours.office)),
            "审核通过后协议终止，不能恢复；审核不通过的，协议仍然有效。".into(),
            "解约完成后，毕业生的去向更新为“待就业”，就业管理系统中的报到证及户档信息将被清空。".into(),
        ],
        button: "同意解约".into(),
        grave: true,
        ..step(side, ours, "/consent")
    }
}

/// 拒绝解约.
pub fn refusal(side: &Side, ours: &Ours, posted: Posted) -> Confirm {
    Confirm {
        title: format!("拒绝与{}解约？", other(side, ours)),
        consequences: vec![
            "拒绝后协议仍然有效，对方会收到通知并看到您的理由。".into(),
            "对方可以重新发起解约。".into(),
        ],
        fields: vec![words("拒绝理由", "请写明理由，对方和学校都能看到，不超过 500 字")],
        posted,
        button: "拒绝解约".into(),
        grave: true,
        ..step(side, ours, "/refusal")
    }
}

/// 撤回.
pub fn withdrawal(side: &Side, ours: &Ours) -> Confirm {
    let counted = (side.of == Initiator::Student).then(|| "这次申请仍计入您的解约申请次数。".to_owned());
    let follows = ["撤回后这份申请即告结束，协议仍然有效；如仍需解约，请重新发起。".to_owned()];
    Confirm {
        title: "撤回解约申请？".into(),
        consequences: follows.into_iter().chain(counted).collect(),
        button: "撤回".into(),
        grave: true,
        ..step(side, ours, "/withdrawal")
    }
}

/// 放弃申请.
pub fn abandonment(side: &Side, ours: &Ours) -> Confirm {
    Confirm {
        title: "放弃解约申请？".into(),
        consequences: vec![
            "放弃后这份申请即告结束，协议仍然有效。".into(),
            "这次申请仍计入您的解约申请次数；如仍需解约，请重新发起。".into(),
        ],
        button: "放弃申请".into(),
        grave: true,
        ..step(side, ours, "/abandonment")
    }
}

/// What all confirmations of a termination have.
pub fn step(side: &Side, ours: &Ours, rest: &str) -> Confirm {
    let case = &ours.termination.case;
    Confirm {
        action: side.termination(case.id, rest),
        csrf: side.visitor.csrf.clone(),
        version: Some(case.version.into()),
        back: Link::new("返回", side.termination(case.id, "")),
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
