//! A written agreement in words.

use chrono::{DateTime, Utc};
use wq_core::{
    agreement::written::{Form, OwnAgreement},
    case::{
        Actor, Refusal, Standing, State, case_number,
        due::{self, Awaited},
        offline, paper,
    },
    ids::CaseId,
};

use crate::{
    routes::{
        agreement::document_link,
        reading,
        wording::{self, badge, day, last_minute, overdue},
    },
    view::{
        badge::Tone,
        facts::{Fact, Section},
        list::Link,
        review::company::Standing as StandingPanel,
        written::{Told, WrittenAgreement},
    },
};

/// The page of a student's agreement.
pub fn href(form: Form, case: CaseId) -> String {
    format!("/student/{}/{case}", form.as_str())
}

/// The page of an agreement to the company that it names.
pub fn company_href(case: CaseId) -> String {
    format!("/company/agreements/{case}")
}

/// Where a form is begun, and gone on with.
pub fn new(form: Form) -> String {
    format!("/student/{}/new", form.as_str())
}

/// What a form is called where one begins it.
pub const fn title(form: Form) -> &'static str {
    match form {
        Form::Offline => "线下签约：填写就业协议",
        Form::Paper => "补登：登记已签就业协议",
    }
}

/// What it is for.
pub const fn lead(form: Form) -> &'static str {
    match form {
        Form::Offline => {
            "审核通过后生成就业协议书，下载打印，请用人单位盖章后回传图像，经学校鉴证或审核通过，签约完成。"
        }
        Form::Paper => "登记已签纸质就业协议书上的信息，上传盖章的就业协议书图像，经审核通过，登记完成。",
    }
}

/// The ways to begin, to a student; each with what stands against it. In the order of [`Form::ALL`].
pub fn ways(barred: &[Option<Refusal>; 2]) -> Vec<(Link, Option<String>)> {
    let way = |(form, refusal): (&Form, &Option<Refusal>)| {
        let link = Link::new(title(*form), new(*form));
        (link, refusal.map(|refusal| refusal.message(Actor::Student)))
    };
    Form::ALL.iter().zip(barred).map(way).collect()
}

/// The page to the student.
pub fn to_student(own: &OwnAgreement) -> WrittenAgreement {
    let case = &own.agreement.case;
    let at = |rest: &str| format!("{}{rest}", href(own.form, case.id));
    let act = |may: bool, label: &str, rest: &str| may.then(|| Link::new(label, at(rest)));
    let edit = act(own.may_edit(), edit_label(case.state), "/edit");
    let upload = act(own.may_upload(), "上传盖章协议书", "/stamped-copy");
    let withdraw = act(own.may_withdraw(), "撤回", "/withdrawal");
    let abandon = act(own.may_abandon(), "放弃申请", "/abandonment");
    let terms = &own.agreement.terms;
    WrittenAgreement {
        title: terms.company_name.clone(),
        next: next(own),
        company: reading::company(terms),
        standing: Some(standing(own)),
        warning: reading::warning(own.standing.as_ref()),
        awaited: upload.or(edit),
        acts: withdraw.into_iter().chain(abandon).collect(),
        ..shared(own)
    }
}

/// The register's word on the company.
pub fn standing(own: &OwnAgreement) -> StandingPanel {
    let source = format!("{}/standing", href(own.form, own.agreement.case.id));
    reading::standing(own.standing.as_ref(), source)
}

/// The page to the company.
pub fn to_company(own: &OwnAgreement) -> WrittenAgreement {
    let case = &own.agreement.case;
    let upload = own.may_upload().then(|| {
        let at = format!("{}/stamped-copy", company_href(case.id));
        Link::new("上传盖章协议书", at)
    });
    WrittenAgreement {
        title: own.agreement.student.name.clone(),
        next: own.may_upload().then(|| Told {
            tone: Tone::Wait,
            text: "请下载打印协议书，核对盖章后上传图像；也可由毕业生上传。".into(),
        }),
        company: reading::company(&own.agreement.terms),
        awaited: upload,
        ..shared(own)
    }
}

fn shared(own: &OwnAgreement) -> WrittenAgreement {
    let agreement = &own.agreement;
    let (case, form) = (&agreement.case, own.office.form);
    let mut offered = Section {
        title: "协议信息".into(),
        ..reading::offered(&agreement.terms)
    };
    if agreement.signed_on.is_some() {
        offered
            .facts
            .push(Fact::new("签约日期", day(agreement.signed_on)));
    }
    if let Some(due) = stamped_copy_due(own) {
        let late = overdue(case.state, case.due_at, Utc::now()).map(|badge| format!("，{}", badge.label));
        let until = format!("{}{}", last_minute(due), late.unwrap_or_default());
        offered.facts.push(Fact::new("盖章协议书上传期限", until));
    }
    WrittenAgreement {
        number: match &agreement.number {
            Some(number) => format!("{} · 协议编号 {number}", case_number(case.id)),
            None => case_number(case.id),
        },
        state: badge(case.state, form, None),
        document: document_link(case.id, agreement.number.as_deref()),
        stages: reading::stages(case.state, own.office.mode, form, &own.history),
        sections: vec![offered, reading::rest(&agreement.terms)],
        files: reading::attachments(&own.files),
        history: reading::events(&own.history, form),
        ..WrittenAgreement::default()
    }
}

/// Until when the stamped copy is waited for, while it is.
fn stamped_copy_due(own: &OwnAgreement) -> Option<DateTime<Utc>> {
    let case = &own.agreement.case;
    case.due_at
        .filter(|_| due::awaited(case.state) == Some(Awaited::StampedCopy))
}

fn edit_label(state: State) -> &'static str {
    match state.standing() {
        Standing::Pending => "继续填写",
        Standing::InReview(_) | Standing::Waiting | Standing::Effective | Standing::Ended => "修改后重新提交",
    }
}

/// What the student is to do, or what stands against it.
fn next(own: &OwnAgreement) -> Option<Told> {
    if let Some(refusal) = own.blocked() {
        let text = format!("目前仅可查看。{}", refusal.message(Actor::Student));
        return Some(Told {
            tone: Tone::Wait,
            text,
        });
    }
    let (tone, text) = match own.agreement.case.state {
        State::Offline(state) => match state {
            offline::State::Draft => (Tone::Info, "已撤回，尚未提交。请修改后重新提交审核。"),
            offline::State::AgreementReturned => (
                Tone::Wait,
                "协议信息被退回，请按下面办理记录中的原因修改后重新提交。",
            ),
            offline::State::AwaitingStampedCopy => (
                Tone::Wait,
                "协议审核已通过。请下载打印协议书，联系用人单位盖章，再上传盖章协议书图像。",
            ),
            offline::State::SigningReturned => (
                Tone::Wait,
                "盖章协议书图像被退回，请按下面办理记录中的意见重新上传。",
            ),
            offline::State::AgreementReview(_) | offline::State::SigningReview(_) => {
                (Tone::Info, wording::handed_in(own.may_withdraw()))
            }
            offline::State::Voided => (Tone::Bad, "审核不通过，申请已作废。如仍要签约，请重新填写提交。"),
            offline::State::Signed | offline::State::Abandoned | offline::State::Terminated => return None,
        },
        State::Paper(state) => match state {
            paper::State::Draft => (Tone::Info, "已撤回，尚未提交。请修改后重新提交审核。"),
            paper::State::Returned => (
                Tone::Wait,
                "登记信息被退回，请按下面办理记录中的原因修改后重新提交。",
            ),
            paper::State::InReview(_) => (Tone::Info, wording::handed_in(own.may_withdraw())),
            paper::State::Voided => (
                Tone::Bad,
                "审核不通过，登记信息已作废。如仍要登记，请重新填写并上传图像。",
            ),
            paper::State::Signed | paper::State::Abandoned | paper::State::Terminated => return None,
        },
        State::Online(_) | State::Destination(_) | State::Termination(_) => return None,
    };
    let until = stamped_copy_due(own)
        .filter(|due| *due > Utc::now())
        .map(|due| format!("请在 {} 前上传。", last_minute(due)));
    Some(Told {
        tone,
        text: format!("{text}{}", until.unwrap_or_default()),
    })
}
