//! Terminations in words.

use chrono::Utc;
use wq_core::{
    case::{
        Initiator, ReviewMode, State, Step, case_number, due,
        termination::State::{
            Abandoned, AskedByCompany, AskedByStudent, Draft, Failed, InReview, Refused, Returned,
            Terminated, Withdrawn,
        },
    },
    paging::Page,
    review::{Means, Termination as Asked},
    settings::Office,
    termination::{Cause, Line, Ours, Prospect, Weighed},
};

use super::{panel, side::Side};
use crate::{
    routes::{
        cases::{Desk, href},
        reading,
        wording::{badge, day, due as due_badge, last_minute, moment, overdue},
    },
    view::{
        badge::{Badge, Tone},
        confirm::Confirm,
        facts::{Fact, Section},
        form::{Choice, Field, Posted},
        history::Stage,
        list::{Link, Pager},
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
        ..step(side, ours, "/submission")
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

fn words(label: &str, hint: &str) -> Field {
    Field {
        max_length: Some(500),
        ..Field::textarea("words", label, 4)
    }
    .hint(hint)
    .required()
}

fn reviewers(office: &Office) -> &'static str {
    match office.mode {
        ReviewMode::SchoolOnly => "学校",
        ReviewMode::DepartmentThenSchool => "学院、学校",
    }
}

/// The page of a termination.
pub fn page(side: &Side, ours: &Ours) -> view::Page {
    let termination = &ours.termination;
    let case = &termination.case;
    let agreement = &termination.agreement;
    let to = |rest: &str| side.termination(case.id, rest);
    let title = match side.of {
        Initiator::Company => format!("与{}解约", agreement.student.name),
        Initiator::Student | Initiator::School => format!("与{}解约", agreement.terms.company_name),
    };
    view::Page {
        title,
        number: format!("解约 {}", case_number(case.id)),
        state: badge(case.state, ours.office.form, termination.ends()),
        due: due_note(ours),
        next: next(side, ours),
        barred: ours.barred.map(|refusal| refusal.message(side.visitor.reader())),
        stages: stages(ours),
        sections: vec![asked(&termination.asked, termination.is_students()), ended(ours)],
        history: reading::events(&ours.history, ours.office.form),
        choice: ours.may_answer.then(|| view::Choice {
            agree: to("/consent"),
            refuse: to("/refusal"),
        }),
        attachments: reading::attachments(&ours.files),
        acts: [
            ours.may_submit
                .then(|| Link::new("修改后重新提交", to("/submission"))),
            ours.may_withdraw.then(|| Link::new("撤回", to("/withdrawal"))),
            ours.may_abandon
                .then(|| Link::new("放弃申请", to("/abandonment"))),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

fn stages(ours: &Ours) -> Vec<Stage> {
    let State::Termination(state) = ours.termination.case.state else {
        return Vec::new();
    };
    let (ends, office) = (ours.termination.ends(), &ours.office);
    reading::termination_stages(state, ends, office.mode, office.form, &ours.history)
}

/// Until when an answer is due, or since when it is overdue.
fn due_note(ours: &Ours) -> Option<String> {
    let case = &ours.termination.case;
    let due = case.due_at.filter(|_| due::awaited(case.state).is_some())?;
    Some(if due::is_overdue(case.state, Some(due), Utc::now()) {
        format!("答复期限 {} 已过", last_minute(due))
    } else {
        format!("{}，请在 {} 前答复", due_badge(due).label, last_minute(due))
    })
}

/// What comes next, for whoever reads.
fn next(side: &Side, ours: &Ours) -> Option<String> {
    let State::Termination(state) = ours.termination.case.state else {
        return None;
    };
    let mine = ours.termination.is_students() == (side.of == Initiator::Student);
    let case = &ours.termination.case;
    let overdue = due::is_overdue(case.state, case.due_at, Utc::now());
    let text = match state {
        AskedByStudent | AskedByCompany if !mine => {
            "请核对解约原因后答复。同意后提交学校审核，审核通过后协议终止；拒绝后协议仍然有效。"
        }
        AskedByStudent if overdue => {
            "单位超过期限未答复，学校已能看到。请与单位沟通，或联系学校就业部门核实情况后处理。"
        }
        AskedByStudent | AskedByCompany => "对方已收到通知，平台会在到期前提醒对方。答复前您可以撤回。",
        InReview(Step::Department) => "等待学院审核，现在无需操作。",
        InReview(Step::School) => "等待学校审核，现在无需操作。",
        Returned if side.of == Initiator::Student => "请按办理记录中的退回原因补充材料，修改后重新提交。",
        Failed => "协议仍然有效。如仍需解约，请按办理记录中的原因处理后重新发起。",
        Refused => "协议仍然有效。如仍需解约，可与对方沟通后重新发起。",
        Terminated => match side.of {
            Initiator::Student => "协议已终止。您可以与其他单位签约，或登记其他毕业去向。",
            Initiator::Company | Initiator::School => "协议已终止。",
        },
        Draft | Returned | Withdrawn | Abandoned => return None,
    };
    Some(text.to_owned())
}

/// 解约申请: what was asked.
pub fn asked(asked: &Asked, by_student: bool) -> Section {
    let by = if by_student { "毕业生" } else { "用人单位" };
    let how = match asked.means {
        Means::Agreed => None,
        Means::Forced => Some("强制解约"),
        Means::OneSided => Some("学生单方面解约"),
    };
    let how = how.map(|how| Fact::new("解约方式", how));
    let explanation = asked
        .explanation
        .as_ref()
        .map(|text| Fact::wide("学校情况说明", text));
    let facts = [
        Some(Fact::new("解约发起方", by)),
        Some(Fact::new("解约原因", Cause::word(&asked.reason_code))),
        Some(Fact::new("解约日期", day(asked.ended_on))),
        how,
        Some(Fact::wide("具体说明", &asked.reason_text)),
        explanation,
    ];
    Section {
        title: "解约申请".into(),
        facts: facts.into_iter().flatten().collect(),
    }
}

/// The agreement that it ends.
fn ended(ours: &Ours) -> Section {
    let agreement = &ours.termination.agreement;
    Section {
        title: "拟解除的就业协议".into(),
        facts: vec![
            Fact::new("毕业生", &agreement.student.name),
            Fact::new("院校", &ours.office.name),
            Fact::new("单位名称", &agreement.terms.company_name),
            Fact::new("职位名称", &agreement.terms.job_title),
            Fact::new("协议编号", agreement.number.clone().unwrap_or_default()),
            Fact::new("签约日期", day(agreement.signed_on)),
        ],
    }
}

/// A page of the list.
pub fn list(side: &Side, prospect: Option<&Prospect>, waiting: &[Line], page: &Page<Line>) -> view::List {
    let turn = |name: &str, id: i64| side.at(&format!("/terminations?{name}={id}"));
    view::List {
        panel: prospect.map(|prospect| panel::drawn(&side.account, prospect)),
        waiting: waiting.iter().map(|line| row(side, line)).collect(),
        rows: page.rows.iter().map(|line| row(side, line)).collect(),
        of_company: side.of == Initiator::Company,
        pager: Pager {
            previous: page.newer.map(|id| turn("newer", id)),
            next: page.older.map(|id| turn("older", id)),
            place: String::new(),
        },
    }
}

fn row(side: &Side, line: &Line) -> view::Row {
    let case = &line.case;
    let (name, of) = match side.of {
        Initiator::Company => (&case.student_name, &case.school),
        Initiator::Student | Initiator::School => (&case.subject, &case.school),
    };
    let by = match case.initiator {
        Initiator::Student => "毕业生",
        Initiator::Company => "用人单位",
        Initiator::School => "学校",
    };
    let due = case.due_at.filter(|_| due::awaited(case.state).is_some());
    view::Row {
        href: side.termination(case.id, ""),
        name: name.clone(),
        of: of.clone(),
        by: by.into(),
        state: badge(case.state, case.form(), line.ends),
        asked: moment(case.created_at),
        due: match due {
            Some(at) => overdue(case.state, case.due_at, Utc::now()).unwrap_or_else(|| due_badge(at)),
            None => Badge::new(Tone::Quiet, format!("{} 更新", moment(case.entered_at))),
        },
    }
}

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
fn step(side: &Side, ours: &Ours, rest: &str) -> Confirm {
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
        contact: vec![
            Fact::new("单位名称", &terms.company_name),
            Fact::new("联系人", &terms.contact),
            Fact::new("联系电话", &terms.telephone),
            Fact::new("手机", &terms.mobile),
            Fact::new("电子邮箱", &terms.email),
        ],
        form: Confirm {
            title: format!("强制解约：{}与{}", agreement.student.name, terms.company_name),
            consequences: vec![
                "提交后协议立即终止，不再等待单位答复，也不再经过审核，不能恢复。".into(),
                "毕业生的去向更新为“待就业”，就业管理系统中的报到证及户档信息将被清空。".into(),
                "毕业生会收到微信和短信，单位会收到邮件；您的说明保留在办理记录中，双方都能看到。".into(),
            ],
            upload: None,
            fields: vec![words(
                "具体情况说明",
                "请写明与单位联系和协商的经过，以及强制解约的原因，不超过 500 字",
            )],
            posted,
            action: href(desk.module, case.id, "/force"),
            csrf: desk.visitor.csrf.clone(),
            version: Some(case.version.into()),
            button: "强制解约".into(),
            grave: true,
            back: Link::new("返回", href(desk.module, case.id, "")),
        },
    }
}

/// 学生单方面解约.
pub fn one_sided(desk: &Desk, weighed: &Weighed, posted: Posted) -> Confirm {
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
        upload: None,
        fields: vec![words(
            "具体情况说明",
            "请写明核实的情况和与单位协商的经过，不超过 500 字",
        )],
        posted,
        action: href(desk.module, case.id, "/one-sided"),
        csrf: desk.visitor.csrf.clone(),
        version: Some(case.version.into()),
        button: "审核通过（学生单方面解约）".into(),
        grave: true,
        back: Link::new("返回", href(desk.module, case.id, "")),
    }
}
