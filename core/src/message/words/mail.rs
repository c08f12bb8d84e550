//! Letters, to companies above all: about one agreement with one student.

use super::{last_minute_before, moment};
use crate::{
    case::{Audience, Kind, Notice},
    message::matter::Matter,
};

/// A letter of a few sentences and a link. No `Debug`: it names a person.
pub struct Letter {
    /// The subject.
    pub subject: String,
    sentences: Vec<String>,
    link: String,
    action: &'static str,
}

impl Letter {
    /// `action` is what the link does, in a few words.
    pub(super) fn new(subject: &str, sentences: Vec<String>, link: String, action: &'static str) -> Self {
        Self {
            subject: format!("【网签平台】{subject}"),
            sentences,
            link,
            action,
        }
    }

    /// The letter in plain text.
    pub fn text(&self) -> String {
        format!("{}\n\n{}\n", self.sentences.join("\n"), self.link)
    }

    /// The letter in HTML.
    pub fn html(&self) -> String {
        let paragraphs: String = self
            .sentences
            .iter()
            .map(|sentence| format!("<p>{}</p>", escaped(sentence)))
            .collect();
        let (link, action) = (escaped(&self.link), self.action);
        format!(
            r#"<!doctype html><html lang="zh-CN"><body>{paragraphs}<p><a href="{link}">{action}</a></p></body></html>"#
        )
    }
}

pub(in crate::message) fn letter(matter: &Matter, link: String) -> Letter {
    let student = &matter.student;
    let (subject, sentence) = said(matter.notice, matter.kind);
    let with = match matter.audience {
        Audience::Company => format!("毕业生：{student}"),
        Audience::Student => format!("单位：{}", matter.company),
    };
    let mut sentences = vec![sentence.to_owned(), with, format!("时间：{}", moment(matter.at))];
    sentences.extend(due(matter));
    sentences.extend((!matter.job_title.is_empty()).then(|| format!("职位：{}", matter.job_title)));
    sentences.extend(matter.reason.as_ref().map(|reason| format!("说明：{reason}")));
    Letter::new(subject, sentences, link, "登录网签平台查看")
}

/// Until when what the letter asks for is due.
fn due(matter: &Matter) -> Option<String> {
    let asks = match matter.notice {
        Notice::Invitation
        | Notice::InvitationEdited
        | Notice::InvitationReminder
        | Notice::AgreementReady
        | Notice::StampedCopyReminder
        | Notice::TerminationAsked
        | Notice::TerminationReminder => true,
        Notice::InvitationAccepted
        | Notice::InvitationDeclined
        | Notice::InvitationExpired
        | Notice::PassedDepartment
        | Notice::Approved
        | Notice::Returned
        | Notice::Rejected
        | Notice::EditedInReview
        | Notice::EditedAfterApproval
        | Notice::TerminationAgreed
        | Notice::TerminationRefused
        | Notice::TerminationForced => false,
    };
    let due = matter.due_at.filter(|_| asks)?;
    Some(format!("截止时间：{}", last_minute_before(due)))
}

/// Subject and first sentence. A verdict on a termination says so: its agreement had verdicts of its own.
pub fn said(notice: Notice, kind: Kind) -> (&'static str, &'static str) {
    match (kind, notice) {
        (Kind::Termination, Notice::PassedDepartment) => {
            ("院系解约审核通过", "院系已审核通过解约申请，等待学校审核。")
        }
        (Kind::Termination, Notice::Approved) => ("解约审核通过", "学校已审核通过解约申请，就业协议已解除。"),
        (Kind::Termination, Notice::Returned) => {
            ("解约申请退回修改", "审核人退回了解约申请，请修改后重新提交。")
        }
        (Kind::Termination, Notice::Rejected) => (
            "解约审核不通过",
            "学校（院系）对解约申请审核不通过，就业协议仍然有效。",
        ),
        (_, notice) => said_of_any(notice),
    }
}

fn said_of_any(notice: Notice) -> (&'static str, &'static str) {
    match notice {
        Notice::Invitation => ("签约邀请", "有一份新的签约邀请，请在截止时间前答复。"),
        Notice::InvitationReminder => (
            "签约邀请即将到期",
            "签约邀请今天到期，到期未答复将自动失效，请尽快答复。",
        ),
        Notice::InvitationEdited => ("签约邀请已修改", "用人单位修改了签约邀请，请查看后答复。"),
        Notice::InvitationAccepted => (
            "毕业生已同意签约",
            "毕业生同意了签约邀请，协议已提交学校（院系）审核。",
        ),
        Notice::InvitationDeclined => ("毕业生拒绝了签约", "毕业生拒绝了签约邀请。"),
        Notice::InvitationExpired => ("签约邀请已过期", "签约邀请无人答复，已经过期。"),
        Notice::PassedDepartment => ("院系审核通过", "院系已审核通过，等待学校审核。"),
        Notice::AgreementReady => ("就业协议可以打印", "就业协议已审核通过，请打印，盖章后上传。"),
        Notice::StampedCopyReminder => (
            "请上传盖章协议书",
            "就业协议还没有上传盖章件，请在截止时间前上传。",
        ),
        Notice::Approved => ("学校审核通过", "学校已审核通过。"),
        Notice::Returned => ("退回修改", "审核人退回了申请，请修改后重新提交。"),
        Notice::Rejected => ("审核不通过", "学校（院系）审核不通过。"),
        Notice::EditedInReview => ("信息已修改", "审核人修改了登记的信息。"),
        Notice::EditedAfterApproval => ("信息已修改", "学校修改了已生效的就业协议。"),
        Notice::TerminationAsked => ("对方申请解约", "对方申请解除就业协议，请登录平台答复。"),
        Notice::TerminationReminder => (
            "解约申请等待答复",
            "对方的解约申请还在等待答复，请在截止时间前登录平台答复。",
        ),
        Notice::TerminationAgreed => ("对方同意解约", "对方同意解除就业协议，已提交学校（院系）审核。"),
        Notice::TerminationRefused => ("对方拒绝解约", "对方拒绝解除就业协议，协议仍然有效。"),
        Notice::TerminationForced => ("学校已强制解约", "学校已解除该就业协议。"),
    }
}

fn escaped(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            '\n' => "<br>".to_owned(),
            other => other.to_string(),
        })
        .collect()
}
