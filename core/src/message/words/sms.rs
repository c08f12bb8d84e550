//! Text messages. A value holds 35 characters and no web address, so nothing that people wrote goes into one but names
//! of companies.

use super::{
    Words, short,
    wechat::{company, subject},
};
use crate::{case::Notice, message::matter::Matter};

const VALUE: usize = 35;

pub(in crate::message) fn sms(matter: &Matter) -> Words {
    let news = match matter.notice {
        Notice::EditedInReview | Notice::EditedAfterApproval => {
            return Words::new(
                "edit",
                [
                    ("item", subject(matter.kind).to_owned()),
                    ("field", short(&matter.edited_fields(), VALUE)),
                ],
            );
        }
        Notice::TerminationForced => {
            return Words::new("termination_forced", [("company", company(matter))]);
        }
        Notice::Invitation => "收到单位的签约邀请，请在截止时间前答复",
        Notice::InvitationReminder => "单位的签约邀请今天到期，请尽快答复",
        Notice::InvitationEdited => "单位修改了签约邀请，请查看后答复",
        Notice::InvitationAccepted => "邀请已同意",
        Notice::InvitationDeclined => "邀请已拒绝",
        Notice::InvitationExpired => "邀请已过期",
        Notice::PassedDepartment => "院系审核通过，等待学校审核",
        Notice::AgreementReady => "审核通过，请打印协议书，盖章后上传",
        Notice::StampedCopyReminder => "盖章协议书还没有上传，请尽快上传",
        Notice::Approved => "审核通过",
        Notice::Returned => "退回修改，请修改后重新提交",
        Notice::Rejected => "审核不通过",
        Notice::TerminationAsked => "单位申请解约，请答复",
        Notice::TerminationReminder => "单位的解约申请还在等您答复",
        Notice::TerminationAgreed => "单位同意解约，等待学校审核",
        Notice::TerminationRefused => "单位拒绝解约",
    };
    Words::new(
        "news",
        [
            ("item", matter.kind.label().to_owned()),
            ("news", news.to_owned()),
        ],
    )
}
