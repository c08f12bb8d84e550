//! One termination, to one of its sides.

use chrono::Utc;
use wq_core::{
    case::{
        Initiator, State, Step, case_number, due,
        termination::State::{
            Abandoned, AskedByCompany, AskedByStudent, Draft, Failed, InReview, Refused, Returned,
            Terminated, Withdrawn,
        },
    },
    review::{Means, Termination as Asked},
    termination::{Cause, Ours},
};

use crate::{
    routes::{
        reading,
        termination::side::Side,
        wording::{badge, day, due as due_badge, last_minute},
    },
    view::{
        facts::{Fact, Section},
        history::Stage,
        list::Link,
        termination as view,
    },
};

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
        asked.ended_on.map(|on| Fact::new("解约日期", day(Some(on)))),
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
