//! What is filled in by whoever asks.

use wq_core::{
    case::{Initiator, due},
    termination::{Cause, Ours, Prospect},
};

use super::{reviewers, steps::plain, words};
use crate::{
    routes::{termination::side::Side, wording::day},
    view::{
        confirm::Confirm,
        facts::Fact,
        form::{Choice, Field, Posted},
        list::Link,
        termination as view,
        upload::UploadField,
    },
};

/// 发起解约 as the guide words it. With a field for files it is handed in to the school, without one the other side is asked.
pub fn ask(side: &Side, prospect: &Prospect, posted: Posted, upload: Option<UploadField>) -> view::Ask {
    let agreement = &prospect.agreement;
    let case = agreement.case.id;
    let (other, name) = match side.of {
        Initiator::Company => ("毕业生", &agreement.student.name),
        Initiator::Student | Initiator::School => ("用人单位", &agreement.terms.company_name),
    };
    let counted = prospect.asks.map(|asks| {
        format!(
            "提交后计为 1 次，撤回也计入；您还可以提交 {} 次（最多 {} 次）。",
            asks.left(),
            asks.limit
        )
    });
    let by_material = upload.is_some();
    let (title, button, follows) = if by_material {
        let follows = follows_material(reviewers(&prospect.office));
        (format!("申请与{name}解约"), "提交审核", follows)
    } else {
        let follows = follows_ask(other, reviewers(&prospect.office));
        (format!("向{name}发起解约"), "发起解约", follows)
    };
    view::Ask {
        counted,
        agreement: agreement_facts(prospect),
        form: Confirm {
            title,
            consequences: follows,
            fields: request_fields(side.of),
            upload,
            posted,
            action: side.at(&format!("/agreements/{case}/termination")),
            csrf: side.visitor.csrf.clone(),
            version: None,
            button: button.into(),
            grave: true,
            back: Link::new("再想想", side.at("/terminations")),
        },
    }
}

/// What follows from asking the other side.
fn follows_ask(other: &str, reviewers: &str) -> Vec<String> {
    vec![
        format!("提交后，{other}会收到通知，请{other}在 {} 天内答复。", due::DAYS),
        format!("{other}同意后，提交{reviewers}审核；审核通过后协议终止，不能恢复。"),
        "答复前您可以撤回；协议在解约完成前一直有效，毕业生不能与其他单位签约或登记其他去向。".into(),
        FREED.into(),
    ]
}

/// What follows from handing material in.
fn follows_material(reviewers: &str) -> Vec<String> {
    vec![
        "请上传单位同意解约的材料；单位不能提供的，可上传情况说明，由学校核实后处理。".into(),
        format!("提交{reviewers}审核，学校会与单位核实；首次审核前您可以撤回。"),
        "退回的可以修改后重新提交；审核不通过的，协议仍然有效；审核通过后协议终止，不能恢复。".into(),
        FREED.into(),
    ]
}

const FREED: &str = "解约完成后，毕业生的去向更新为“待就业”，就业管理系统中的报到证及户档信息将被清空。";

fn request_fields(asker: Initiator) -> Vec<Field> {
    let causes = Cause::offered_to(asker)
        .iter()
        .map(|cause| Choice::new(cause.as_str(), cause.label()))
        .collect();
    vec![
        Field::select("cause", "解约原因", Some("请选择"), causes).required(),
        Field::date("ends_on", "解约日期").required(),
        words(
            "具体说明",
            "请写明解约的具体原因，对方和学校都能看到，不超过 500 字",
        ),
    ]
}

/// 修改后重新提交.
pub fn submission(side: &Side, ours: &Ours, posted: Posted, upload: UploadField) -> Confirm {
    let returned = ours.history.iter().find(|happened| happened.command == "return");
    let why = returned.map(|returned| {
        let reason = returned.reason.clone().unwrap_or_default();
        format!("退回原因：{reason} {}", returned.text.clone().unwrap_or_default())
    });
    let again = format!("修改后重新提交{}审核，不另计次数。", reviewers(&ours.office));
    Confirm {
        title: "修改解约申请".into(),
        consequences: why.into_iter().chain([again]).collect(),
        fields: request_fields(side.of),
        upload: Some(upload),
        posted,
        button: "重新提交审核".into(),
        grave: false,
        ..plain(side, ours, "/submission")
    }
}

fn agreement_facts(prospect: &Prospect) -> Vec<Fact> {
    let agreement = &prospect.agreement;
    vec![
        Fact::new("毕业生", &agreement.student.name),
        Fact::new("单位名称", &agreement.terms.company_name),
        Fact::new("职位名称", &agreement.terms.job_title),
        Fact::new("协议编号", agreement.number.clone().unwrap_or_default()),
        Fact::new("签约日期", day(agreement.signed_on)),
    ]
}
