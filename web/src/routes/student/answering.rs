//! How a student's answer reads before it is given: the agreement in full, the code, the refusal, and what changed meanwhile.

use wq_core::{
    agreement::{Caution, Offer, cautions, form::Form},
    case::{DeclineReason, ReviewMode, history::Happened},
    contact::Mobile,
    one_time::{Handle, Purpose, TooSoon, Way},
};

use super::present::{href, standing};
use crate::{
    routes::{one_time::code_field, reading},
    view::{
        acceptance::{Ask, Code, Reading},
        confirm::Confirm,
        form::{Choice, Field, Posted},
        history::Event,
        list::Link,
    },
};

/// The agreement in full, before the student agrees. `refused` is why no code was sent.
pub fn reading(offer: &Offer, form: Form, csrf: String, refused: Option<String>) -> Reading {
    let case = &offer.agreement.case;
    let ask = match Mobile::parse(&offer.agreement.student.mobile) {
        Some(mobile) => Ask::Code {
            action: format!("{}/acceptance/code", href(case.id)),
            csrf,
            version: case.version,
            mobile: mobile.masked(),
        },
        None => Ask::NoMobile("/student/profile".into()),
    };
    Reading {
        company: offer.agreement.terms.company_name.clone(),
        warning: reading::warning(offer.standing.as_ref()),
        doubts: doubts(offer),
        standing: standing(offer),
        paper: reading::full_text(form),
        follows: follows(offer),
        ask,
        refused,
        back: href(case.id),
    }
}

fn follows(offer: &Offer) -> Vec<String> {
    let reviewers = match offer.office.mode {
        ReviewMode::SchoolOnly => "学校",
        ReviewMode::DepartmentThenSchool => "学院、学校",
    };
    let verb = offer.office.form.verb();
    vec![
        format!("同意后提交{reviewers}{verb}，通过后签约完成。"),
        format!("{verb}期间和签约完成后，您不能再同意其他邀请，也不能登记其他毕业去向；其他邀请仅可查看。"),
        format!("签约完成后如需解约，须双方同意并经{reviewers}审核。"),
    ]
}

/// The page on which the code is typed. `address` is where it went.
pub fn code(offer: &Offer, handle: &Handle, address: &str, csrf: String, posted: Posted) -> Code {
    let case = &offer.agreement.case;
    let here = href(case.id);
    Code {
        company: offer.agreement.terms.company_name.clone(),
        mobile: Mobile::parse(address).map_or_else(String::new, |mobile| mobile.masked()),
        minutes: Purpose::Acceptance.life(Way::Sms).num_minutes(),
        pause: TooSoon::PAUSE,
        field: code_field(),
        posted,
        warning: reading::warning(offer.standing.as_ref()).zip(reading::warned_of(offer.standing.as_ref())),
        action: format!("{here}/acceptance"),
        again: format!("{here}/acceptance/code"),
        csrf,
        version: case.version,
        handle: handle.as_str().to_owned(),
        back: Link::new("再看一遍协议全文", format!("{here}/acceptance")),
    }
}

/// What happened since the student saw an invitation at a version; nothing where that is not known.
pub fn since(offer: &Offer, seen: Option<i32>) -> Vec<Event> {
    let Some(seen) = seen.filter(|seen| *seen > 0) else {
        return Vec::new();
    };
    let newer: Vec<Happened> = (offer.history.iter())
        .filter(|happened| happened.version > seen)
        .cloned()
        .collect();
    reading::events(&newer, offer.office.form)
}

/// What deserves a second look before one agrees: the same as a reviewer is shown. The warning stands on top in full, and what
/// the register says beside it.
fn doubts(offer: &Offer) -> Vec<String> {
    let standing = offer.standing.as_ref();
    let cautions = cautions(&offer.agreement.terms, standing, None);
    cautions
        .iter()
        .filter(|caution| **caution != Caution::Warned)
        .map(|caution| format!("{}。", caution.sentence()))
        .collect()
}

pub fn refusal(offer: &Offer, csrf: String, posted: Posted) -> Confirm {
    let case = &offer.agreement.case;
    let reasons = DeclineReason::ALL.iter();
    let reasons = reasons.map(|reason| Choice::new(reason.as_str(), reason.label()));
    Confirm {
        title: format!("拒绝{}的邀请？", offer.agreement.terms.company_name),
        consequences: vec![
            "单位会收到您已拒绝的通知，并看到您选择的原因和说明。".into(),
            "拒绝后不能恢复；如改变主意，须由单位重新发起邀请。".into(),
        ],
        fields: vec![
            Field::select("reason", "拒绝原因", Some("请选择"), reasons.collect()).required(),
            Field {
                max_length: Some(500),
                ..Field::textarea("words", "补充说明", 3).hint("选填，不超过 500 字")
            },
        ],
        posted,
        action: format!("{}/refusal", href(case.id)),
        csrf,
        version: Some(case.version.into()),
        button: "拒绝".into(),
        grave: true,
        back: Link::new("返回", href(case.id)),
        ..Confirm::default()
    }
}
