//! A student's outlook and invitations in words.

use chrono::Utc;
use wq_core::{
    agreement::{Offer, written::Form},
    case::{
        Actor, Kind, Next, Outlook, Own, Refusal, State, Step, Unsent,
        due::{self, Awaited},
        offline,
    },
    codes::region_name,
    ids::CaseId,
};

use crate::{
    routes::{
        agreement::document_link,
        destinations, reading,
        wording::{self, badge, day, last_minute, moment, yuan},
        written,
    },
    view::{
        answer::{Answer, Choice},
        badge::{Badge, Tone},
        facts::Fact,
        home::student::{self as view, Destination, Invitation, StudentHome},
        list::Link,
        review::company::Standing,
        termination::Panel,
    },
};

const LIST: &str = "/student/invitations";

/// The page of an invitation.
pub fn href(case: CaseId) -> String {
    format!("{LIST}/{case}")
}

/// The page of a termination.
fn termination(case: CaseId) -> String {
    format!("/student/terminations/{case}")
}

pub fn home(outlook: &Outlook) -> StudentHome {
    let student = &outlook.student;
    StudentHome {
        name: student.name.clone(),
        place: format!(
            "{} · {} · {}届",
            student.department, student.major_name, student.cohort
        ),
        next: next(outlook),
        unsent: outlook.unsent().into_iter().map(unsent).collect(),
        destination: outlook.current().map(|own| destination(outlook, own)),
        invitations: outlook
            .waiting()
            .into_iter()
            .map(|own| invitation(outlook, own))
            .collect(),
        may_answer: may_answer(outlook),
        ways: written::ways(&outlook.written)
            .into_iter()
            .map(|(link, barred)| view::Way { link, barred })
            .collect(),
        history: reading::events(&outlook.history, outlook.office.form),
    }
}

/// May invitations be answered now?
fn may_answer(outlook: &Outlook) -> bool {
    outlook.barred.is_none() && outlook.current().is_none()
}

/// What is in force is the employment system's sooner or later; not at once, where that is away.
const IN_FORCE: &str = "您的毕业去向已生效，将自动同步至就业管理系统，无需操作。";

fn next(outlook: &Outlook) -> view::Next {
    let said = |tone, title: &str, text: String, link| view::Next {
        tone,
        title: title.into(),
        text,
        link,
    };
    match outlook.next() {
        Next::Nothing(refusal) => said(Tone::Wait, "目前仅可查看", refusal.message(Actor::Student), None),
        Next::Answer { waiting, due } => {
            let until = due.map_or_else(String::new, |at| {
                format!(
                    "最早的一份请在 {} 前答复，到期未答复将自动失效。",
                    last_minute(at)
                )
            });
            let title = format!("有 {waiting} 份签约邀请等您答复");
            let link = Link::new("查看邀请", LIST);
            said(Tone::Wait, &title, until, Some(link))
        }
        Next::Wait(step) => {
            let by = match step {
                Step::Department => "学院",
                Step::School => "学校",
            };
            let text = "审核结果会通过微信或短信告知您，现在无需操作。".to_owned();
            said(Tone::Info, &format!("已提交，等待{by}审核"), text, None)
        }
        Next::Mend => {
            let current = outlook.current();
            let (title, text) = match current {
                Some(own) if due::awaited(own.state) == Some(Awaited::StampedCopy) => {
                    let until = own.due_at.filter(|at| *at > Utc::now());
                    let until =
                        until.map_or_else(String::new, |at| format!("请在 {} 前上传。", last_minute(at)));
                    let text =
                        format!("协议审核已通过，请下载打印协议书，联系用人单位盖章，再上传图像。{until}");
                    ("请上传盖章协议书", text)
                }
                Some(own) if own.state == State::Offline(offline::State::SigningReturned) => (
                    "盖章协议书被退回，请重新上传",
                    "退回原因见下面的办理记录。".into(),
                ),
                Some(_) | None => ("已退回，请修改后重新提交", "退回原因见下面的办理记录。".into()),
            };
            said(
                Tone::Wait,
                title,
                text,
                current.map(|own| Link::new("去办理", page_of(own))),
            )
        }
        Next::AnswerTermination { case, due } => {
            let until = due.map_or_else(String::new, |at| format!("请在 {} 前答复。", last_minute(at)));
            let link = Link::new("查看并答复", termination(case));
            said(Tone::Wait, "单位申请解约，等您答复", until, Some(link))
        }
        Next::FollowTermination(case) => {
            let link = Link::new("查看解约申请", termination(case));
            let text = "解约完成前协议仍然有效。".to_owned();
            said(Tone::Info, "解约正在办理", text, Some(link))
        }
        Next::MendTermination(case) => {
            let text = "退回原因见下面的办理记录。解约完成前协议仍然有效。".to_owned();
            let link = Link::new("去修改", termination(case));
            said(Tone::Wait, "解约申请已退回，请修改后重新提交", text, Some(link))
        }
        Next::Rest => said(Tone::Ok, "毕业去向已落实", IN_FORCE.into(), None),
        Next::Kept(case) => {
            let text = format!("最近一次解约没有成功，协议继续有效，原因见下面的办理记录。{IN_FORCE}");
            let link = Link::new("查看解约申请", termination(case));
            said(Tone::Ok, "毕业去向已落实", text, Some(link))
        }
        Next::Unplaced(kind) => said(
            Tone::Info,
            &format!("已登记为“{}”", kind.label()),
            "登记已生效，不计入已落实的毕业去向。找到去向后，请先作废这条登记，再签约或重新登记。".into(),
            outlook.current().map(|own| Link::new("查看登记", page_of(own))),
        ),
        Next::Begin => begin(outlook),
        Next::Supplement => said(
            Tone::Info,
            "请登记定向/委培毕业去向",
            Refusal::AgreementsClosedToStudent.message(Actor::Student),
            Some(Link::new("登记毕业去向", destinations::LIST)),
        ),
    }
}

/// Nothing is under way; what was rejected last is said first.
fn begin(outlook: &Outlook) -> view::Next {
    let advice = "收到用人单位的签约邀请后，可在这里查看并答复；已有其他去向的，请登记毕业去向。";
    let (tone, title, text) = match outlook.rejected() {
        Some(own) => (
            Tone::Bad,
            own.state.label(outlook.office.form, None),
            format!("原因见下面的办理记录。{advice}"),
        ),
        None => (Tone::Info, "还没有毕业去向", advice.to_owned()),
    };
    view::Next {
        tone,
        title: title.into(),
        text,
        link: Some(Link::new("登记毕业去向", destinations::LIST)),
    }
}

/// What is not handed in, and where it goes on.
fn unsent(unsent: Unsent<'_>) -> view::Unsent {
    match unsent {
        Unsent::Case(own) => view::Unsent {
            title: match own.destination {
                Some(kind) => kind.label(),
                None => own.state.kind().label().to_owned(),
            },
            company: own.company.clone().unwrap_or_default(),
            state: if own.was_taken_back() {
                Badge::new(Tone::Wait, "已撤回，尚未提交")
            } else {
                Badge::new(Tone::Quiet, "草稿")
            },
            since: moment(own.entered_at),
            href: match own.state.kind() {
                Kind::Destination => format!("{}/details", page_of(own)),
                Kind::Offline | Kind::Paper => format!("{}/edit", page_of(own)),
                Kind::Online | Kind::Termination => page_of(own),
            },
        },
        Unsent::Form(form, at) => view::Unsent {
            title: form.kind().label().to_owned(),
            company: String::new(),
            state: Badge::new(Tone::Quiet, "草稿"),
            since: moment(at),
            href: written::new(form),
        },
    }
}

fn destination(outlook: &Outlook, own: &Own) -> Destination {
    let kind = own.state.kind();
    let title = match own.destination {
        Some(kind) => kind.label(),
        None => format!("签就业协议形式就业（{}）", kind.label()),
    };
    let facts = [
        own.company.as_ref().map(|company| Fact::new("单位名称", company)),
        own.job_title.as_ref().map(|post| Fact::new("职位名称", post)),
        own.report_on.map(|date| Fact::new("报到日期", day(Some(date)))),
        Some(Fact::new("更新时间", moment(own.entered_at))),
    ];
    Destination {
        title,
        state: badge(own.state, outlook.office.form, None),
        facts: facts.into_iter().flatten().collect(),
        href: Some(page_of(own)),
    }
}

/// The page of a case.
pub fn page_of(own: &Own) -> String {
    match own.state.kind() {
        Kind::Online => href(own.id),
        Kind::Offline => written::href(Form::Offline, own.id),
        Kind::Paper => written::href(Form::Paper, own.id),
        Kind::Destination => destinations::href(own.id),
        Kind::Termination => termination(own.id),
    }
}

/// Every invitation that the student ever had.
pub fn invitations(outlook: &Outlook) -> Vec<Invitation> {
    outlook
        .invitations()
        .map(|own| invitation(outlook, own))
        .collect()
}

fn invitation(outlook: &Outlook, own: &Own) -> Invitation {
    let offer = [
        own.job_title.clone(),
        own.work_place.as_deref().map(|code| region_name(code).to_owned()),
        own.pay.map(|amount| format!("{}/月", yuan(amount))),
    ];
    Invitation {
        href: href(own.id),
        company: own.company.clone().unwrap_or_default(),
        offer: offer.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        state: match own
            .due_at
            .filter(|_| own.is_invitation_open() && may_answer(outlook))
        {
            Some(at) => wording::due(at),
            None => badge(own.state, outlook.office.form, None),
        },
        warned: outlook.warned.contains(&own.id),
    }
}

pub fn answer(offer: &Offer, termination: Option<Panel>) -> Answer {
    let (case, terms) = (&offer.agreement.case, &offer.agreement.terms);
    let form = offer.office.form;
    Answer {
        company: terms.company_name.clone(),
        post: terms.job_title.clone(),
        state: badge(case.state, form, None),
        document: document_link(case.id, offer.agreement.number.as_deref()),
        stages: reading::stages(case.state, offer.office.mode, form, &offer.history),
        due: case
            .due_at
            .filter(|_| offer.may_accept())
            .map(|at| format!("{}，请在 {} 前答复", wording::due(at).label, last_minute(at))),
        offer: reading::offered(terms),
        terms: vec![reading::rest(terms)],
        about: reading::company(terms),
        standing: standing(offer),
        warning: reading::warning(offer.standing.as_ref()),
        choice: offer.may_accept().then(|| Choice {
            accept: format!("{}/acceptance", href(case.id)),
            decline: format!("{}/refusal", href(case.id)),
        }),
        blocked: offer
            .blocked()
            .map(|refusal| format!("这份邀请目前仅可查看。{}", refusal.message(Actor::Student))),
        termination,
        history: reading::events(&offer.history, form),
    }
}

pub fn standing(offer: &Offer) -> Standing {
    let source = format!("{}/standing", href(offer.agreement.case.id));
    reading::standing(offer.standing.as_ref(), source)
}
