//! What a school officer reads and writes who ends an agreement without the company.

use chrono::Utc;
use wq_core::{
    agreement::Terms,
    case::{CaseRow, due},
    termination::Weighed,
};

use super::{page::asked, words};
use crate::{
    routes::{
        cases::{Desk, href},
        reading,
        wording::{badge, last_minute, overdue},
    },
    view::{confirm::Confirm, facts::Fact, form::Posted, list::Link, termination as view},
};

/// 强制解约, with the evidence.
pub fn force(desk: &Desk, weighed: &Weighed, posted: Posted) -> view::Force {
    let termination = &weighed.termination;
    let (case, agreement) = (&termination.case, &termination.agreement);
    let terms = &agreement.terms;
    let late = due::is_overdue(case.state, case.due_at, Utc::now());
    let early = (!late).then(|| {
        let until = case.due_at.map(last_minute).unwrap_or_default();
        format!("单位的答复期限（{until}）还没有到，请先与单位联系。")
    });
    view::Force {
        state: badge(case.state, weighed.office.form, termination.ends()),
        due: case.due_at.map(last_minute).unwrap_or_default(),
        overdue: overdue(case.state, case.due_at, Utc::now()),
        early,
        asked: asked(&termination.asked, termination.is_students()),
        evidence: reading::told(&weighed.told),
        contact: contact(terms),
        form: Confirm {
            title: format!("强制解约：{}与{}", agreement.student.name, terms.company_name),
            consequences: vec![
                "提交后协议立即终止，不再等待单位答复，也不再经过审核，不能恢复。".into(),
                "毕业生的去向更新为“待就业”，就业管理系统中的报到证及户档信息将被清空。".into(),
                "毕业生会收到微信和短信，单位会收到邮件；您的说明保留在办理记录中，双方都能看到。".into(),
            ],
            fields: vec![words(
                "具体情况说明",
                "请写明与单位联系和协商的经过，以及强制解约的原因，不超过 500 字",
            )],
            posted,
            button: "强制解约".into(),
            ..form(desk, case, "/force")
        },
    }
}

/// How the company is reached.
fn contact(terms: &Terms) -> Vec<Fact> {
    vec![
        Fact::new("单位名称", &terms.company_name),
        Fact::new("联系人", &terms.contact),
        Fact::new("联系电话", &terms.telephone),
        Fact::new("手机", &terms.mobile),
        Fact::new("电子邮箱", &terms.email),
    ]
}

/// 学生单方面解约, with what the student asked and handed in.
pub fn one_sided(desk: &Desk, weighed: &Weighed, posted: Posted) -> view::OneSided {
    let termination = &weighed.termination;
    view::OneSided {
        state: badge(termination.case.state, weighed.office.form, termination.ends()),
        asked: asked(&termination.asked, termination.is_students()),
        material: reading::attachments(&weighed.files),
        contact: contact(&termination.agreement.terms),
        form: one_sided_form(desk, weighed, posted),
    }
}

fn one_sided_form(desk: &Desk, weighed: &Weighed, posted: Posted) -> Confirm {
    let (case, agreement) = (&weighed.termination.case, &weighed.termination.agreement);
    let names = format!("{}与{}", agreement.student.name, agreement.terms.company_name);
    Confirm {
        title: format!("学生单方面解约：{names}"),
        consequences: vec![
            "仅用于单位不能提供解约材料的情形，请先核实情况，并请毕业生上传情况说明材料。".into(),
            "请谨慎使用，使用前应与用人单位协商一致，以防出现纠纷。".into(),
            "提交后审核通过，协议终止，不能恢复；毕业生的去向更新为“待就业”，报到证及户档信息将被清空。"
                .into(),
        ],
        fields: vec![words(
            "具体情况说明",
            "请写明核实的情况和与单位协商的经过，不超过 500 字",
        )],
        posted,
        button: "审核通过（学生单方面解约）".into(),
        ..form(desk, case, "/one-sided")
    }
}

/// What both forms have.
fn form(desk: &Desk, case: &CaseRow, rest: &str) -> Confirm {
    Confirm {
        action: href(desk.module, case.id, rest),
        csrf: desk.visitor.csrf.clone(),
        version: Some(case.version.into()),
        grave: true,
        back: Link::new("返回", href(desk.module, case.id, "")),
        ..Confirm::default()
    }
}
