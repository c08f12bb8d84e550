//! Template messages of the official account. A value of the kind `thing` holds 20 characters, a `phrase` five, all
//! Chinese.

use super::{Words, last_minute_before, moment, short};
use crate::{
    case::{Initiator, Kind, Notice},
    message::matter::Matter,
};

const THING: usize = 20;

pub(in crate::message) fn wechat(matter: &Matter) -> Words {
    match matter.notice {
        Notice::Invitation | Notice::InvitationReminder => Words::new(
            "invitation",
            [
                ("thing1", company(matter)),
                ("thing2", thing(&matter.job_title, "详见邀请")),
                ("time3", last_minute_before(matter.due_at.unwrap_or(matter.at))),
            ],
        ),
        Notice::InvitationExpired => Words::new(
            "invitation_expired",
            [("thing1", company(matter)), ("time2", moment(matter.at))],
        ),
        Notice::InvitationAccepted => verdict(matter, "同意签约", "等待学校审核"),
        Notice::InvitationDeclined => verdict(matter, "拒绝签约", "邀请已结束"),
        Notice::PassedDepartment => verdict(matter, "院系通过", "等待学校审核"),
        Notice::AgreementReady => verdict(matter, "通过", "请打印协议书，盖章后上传"),
        Notice::StampedCopyReminder => verdict(matter, "等待上传", "请上传盖章的就业协议书"),
        Notice::Approved => verdict(matter, "通过", in_force(matter.kind)),
        Notice::Returned => verdict(matter, "退回修改", "请登录查看原因，修改后重新提交"),
        Notice::Rejected => verdict(matter, "不通过", "请登录查看原因"),
        Notice::TerminationForced => verdict(matter, "强制解约", "学校已解除该就业协议"),
        Notice::InvitationEdited | Notice::EditedInReview | Notice::EditedAfterApproval => Words::new(
            "edit",
            [
                ("thing1", edited(matter).to_owned()),
                ("thing2", short(&matter.edited_fields(), THING)),
                ("time3", moment(matter.at)),
            ],
        ),
        Notice::TerminationAsked | Notice::TerminationReminder => Words::new(
            "termination_asked",
            [
                ("thing1", company(matter)),
                ("thing2", initiator(matter.initiator).to_owned()),
                ("time3", moment(matter.at)),
            ],
        ),
        Notice::TerminationAgreed => answered(matter, "同意解约"),
        Notice::TerminationRefused => answered(matter, "拒绝解约"),
    }
}

/// The reviewer's own words where there are any, otherwise what comes next.
fn verdict(matter: &Matter, result: &str, next: &str) -> Words {
    Words::new(
        "verdict",
        [
            ("thing1", matter.kind.label().to_owned()),
            ("phrase2", result.to_owned()),
            ("time3", moment(matter.at)),
            (
                "thing4",
                thing(matter.reason.as_deref().unwrap_or_default(), next),
            ),
        ],
    )
}

fn answered(matter: &Matter, answer: &str) -> Words {
    Words::new(
        "termination_answered",
        [
            ("thing1", company(matter)),
            ("phrase2", answer.to_owned()),
            ("time3", moment(matter.at)),
        ],
    )
}

pub(super) fn company(matter: &Matter) -> String {
    thing(&matter.company, "用人单位")
}

/// No value may be empty.
fn thing(text: &str, otherwise: &str) -> String {
    let text = short(text, THING);
    if text.is_empty() {
        otherwise.to_owned()
    } else {
        text
    }
}

fn in_force(kind: Kind) -> &'static str {
    match kind {
        Kind::Online | Kind::Offline | Kind::Paper => "就业协议已生效",
        Kind::Destination => "毕业去向已登记",
        Kind::Termination => "就业协议已解除",
    }
}

fn edited(matter: &Matter) -> &'static str {
    match matter.notice {
        Notice::InvitationEdited => "签约邀请",
        _ => subject(matter.kind),
    }
}

pub(super) fn subject(kind: Kind) -> &'static str {
    match kind {
        Kind::Online | Kind::Offline | Kind::Paper | Kind::Termination => "就业协议",
        Kind::Destination => "毕业去向",
    }
}

fn initiator(initiator: Initiator) -> &'static str {
    match initiator {
        Initiator::Student => "毕业生",
        Initiator::Company => "用人单位",
        Initiator::School => "学校",
    }
}
