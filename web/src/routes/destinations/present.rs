//! A student's registrations in words.

use wq_core::{
    case::{
        Actor, Outlook, Own, RefusalClass, ReviewMode, Standing as Progress, State, case_number,
        destination::State as Destination,
    },
    company::Standing,
    destination::{Offered, OwnRegistration},
    ids::CaseId,
};

use super::{acts::Act, fields};
use crate::{
    routes::{
        reading,
        wording::{self, badge, moment},
    },
    view::{
        badge::Tone,
        confirm::Confirm,
        destination::{DestinationForm, Item, Registered, Registrations},
        form::Posted,
        list::Link,
        upload::UploadField,
    },
};

/// The list.
pub const LIST: &str = "/student/destinations";
/// Where a type is chosen.
pub const NEW: &str = "/student/destinations/new";

/// The page of a registration.
pub fn href(case: CaseId) -> String {
    format!("{LIST}/{case}")
}

pub fn list(outlook: &Outlook, offered: &Offered) -> Registrations {
    let item = |own: &Own| Item {
        href: href(own.id),
        title: own.destination.map_or_else(String::new, |kind| kind.label()),
        state: badge(own.state, outlook.office.form, None),
        since: moment(own.entered_at),
    };
    Registrations {
        begin: match (offered.barred, offered.draft) {
            (Some(_), _) => None,
            (None, Some((case, _))) => Some(Link::new("继续填写", format!("{}/details", href(case)))),
            (None, None) => Some(Link::new("登记毕业去向", NEW)),
        },
        barred: offered.barred.map(|refusal| refusal.message(Actor::Student)),
        items: outlook.destinations().map(item).collect(),
    }
}

pub fn one(own: &OwnRegistration) -> Registered {
    let (case, details) = (&own.registration.case, &own.registration.details);
    let form = own.office.form;
    Registered {
        title: details.kind.label(),
        state: badge(case.state, form, None),
        number: case_number(case.id),
        stages: reading::stages(case.state, own.office.mode, form, &own.history),
        notice: notice(own),
        warning: reading::warning(own.standing.as_ref()),
        sections: reading::registered(details),
        files: reading::attachments(&own.files),
        awaited: fill_in(own),
        acts: acts(own),
        history: reading::events(&own.history, form),
    }
}

fn is_draft(own: &OwnRegistration) -> bool {
    own.registration.case.state.standing() == Progress::Pending
}

fn fill_in(own: &OwnRegistration) -> Option<Link> {
    let label = if is_draft(own) {
        "填写去向信息"
    } else {
        "修改去向信息"
    };
    let at = format!("{}/details", href(own.registration.case.id));
    own.submit.is_ok().then(|| Link::new(label, at))
}

fn acts(own: &OwnRegistration) -> Vec<Link> {
    let case = &own.registration.case;
    let at = |rest: &str| format!("{}/{rest}", href(case.id));
    let retype = (own.submit.is_ok() && is_draft(own)).then(|| Link::new("更换去向类型", NEW));
    let withdraw = own.withdraw.is_ok().then(|| Link::new("撤回", at("withdrawal")));
    let abandon = own
        .abandon
        .is_ok()
        .then(|| Link::new("放弃申请", at("abandonment")));
    let give_up = own.give_up.is_ok().then(|| Link::new("作废", at("voidance")));
    [retype, withdraw, abandon, give_up]
        .into_iter()
        .flatten()
        .collect()
}

/// What to do, or the rule that stands against handing in what is still to be handed in.
fn notice(own: &OwnRegistration) -> Option<(Tone, String)> {
    let State::Destination(state) = own.registration.case.state else {
        return None;
    };
    let blocked = own
        .submit
        .err()
        .filter(|refusal| refusal.class() != RefusalClass::Conflict);
    match (state, blocked) {
        (_, Some(refusal)) => Some((Tone::Wait, refusal.message(Actor::Student))),
        (Destination::Draft, None) => Some((
            Tone::Info,
            "这份去向登记还没有提交，填写完整后请提交审核。".into(),
        )),
        (Destination::Returned, None) => Some((
            Tone::Wait,
            "请按办理记录中的退回原因修改后，重新提交审核；去向类型选错的，请放弃这份申请，再按正确的类型登记。".into(),
        )),
        (Destination::Voided, None) => Some((
            Tone::Bad,
            "这份登记已作废，请按审核不通过的原因重新选择毕业去向类型登记。".into(),
        )),
        (Destination::InReview(_), None) => {
            Some((Tone::Info, wording::handed_in(own.withdraw.is_ok()).into()))
        }
        (Destination::Registered, None) => Some((
            Tone::Ok,
            "毕业去向已生效，无需操作。如需签约或登记其他去向，请先作废。".into(),
        )),
        (Destination::Abandoned | Destination::GivenUp, None) => None,
    }
}

/// The form of a registration. `standing` is that of the company that stands in it.
pub fn form(
    own: &OwnRegistration,
    standing: Option<&Standing>,
    csrf: String,
    posted: Posted,
    upload: Option<UploadField>,
) -> DestinationForm {
    let (case, kind) = (&own.registration.case, own.registration.details.kind);
    let description = kind.description();
    let is_draft = case.state.standing() == Progress::Pending;
    let at = |rest: &str| format!("{}/{rest}", href(case.id));
    DestinationForm {
        title: kind.label(),
        notes: description.notes.iter().map(|note| (*note).to_owned()).collect(),
        returned: reading::came_back(&own.history, own.office.form),
        changed: Vec::new(),
        warning: reading::warning(standing),
        warned: reading::warned_of(standing),
        csrf,
        action: at("submission"),
        version: case.version,
        kind: kind.as_str(),
        parts: fields::parts(description, case.cohort),
        posted,
        proof: description.proof.to_vec(),
        upload,
        button: "提交审核".into(),
        draft: is_draft.then(|| at("draft")),
        back: Link::new("返回", href(case.id)),
    }
}

/// The page that says what follows from an act.
pub fn confirmation(own: &OwnRegistration, wanted: Act, csrf: String) -> Confirm {
    let case = &own.registration.case;
    let (title, rest, button, consequences) = match wanted {
        Act::Withdraw => ("撤回这份去向登记？", "withdrawal", "撤回", withdrawn(own)),
        Act::Abandon => ("放弃这份去向登记申请？", "abandonment", "放弃申请", abandoned()),
        Act::GiveUp => ("作废已登记的毕业去向？", "voidance", "作废", given_up()),
    };
    Confirm {
        title: title.into(),
        consequences,
        action: format!("{}/{rest}", href(case.id)),
        csrf,
        version: Some(case.version.into()),
        button: button.into(),
        grave: wanted != Act::Withdraw,
        back: Link::new("返回", href(case.id)),
        ..Confirm::default()
    }
}

fn withdrawn(own: &OwnRegistration) -> Vec<String> {
    let reviewer = match own.office.mode {
        ReviewMode::SchoolOnly => "学校",
        ReviewMode::DepartmentThenSchool => "学院、学校",
    };
    vec![
        format!("撤回后，{reviewer}不再审核这份登记；您可以修改去向信息后重新提交审核。"),
        "已填写的内容和已上传的材料都会保留。".into(),
    ]
}

fn abandoned() -> Vec<String> {
    vec![
        "放弃后，这份登记不能再修改和提交，记录会保留。".into(),
        "放弃后，您可以签约，或重新选择毕业去向类型登记。".into(),
    ]
}

fn given_up() -> Vec<String> {
    vec![
        "作废无需学校（院系）审核，提交后立即生效，不能恢复。".into(),
        "就业管理系统中您的毕业去向将同步更新为“待就业”，报到证及户档信息会被清空。".into(),
        "作废记录会保留，学校（院系）用户可以查看。".into(),
        "作废后，您可以签约，或重新登记毕业去向。".into(),
    ]
}
