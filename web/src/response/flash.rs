//! What an act says on the page that follows it.

use crate::view::{badge::Tone, layout};

/// What the last act said, shown once on the next page. Only its code travels, in a cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flash {
    /// A verdict was given.
    Approved,
    /// A verdict was given.
    Rejected,
    /// A verdict was given.
    Returned,
    /// An invitation went out.
    Invited,
    /// The invitation had gone out before.
    InvitedAlready,
    /// An invitation was edited.
    InvitationEdited,
    /// A draft was saved.
    DraftSaved,
    /// A draft was dropped.
    DraftRemoved,
    /// All invitations of a file went out.
    BatchSent,
    /// Invitations of a file had gone out before.
    BatchSentBefore,
    /// A file was dropped.
    BatchRemoved,
    /// An invitation was taken back.
    Withdrawn,
    /// A student said yes.
    Accepted,
    /// A student said no.
    Declined,
    /// A student handed a form in for review.
    HandedIn,
    /// A company handed in a stamped copy.
    HandedInByCompany,
    /// A form was put aside.
    PutAside,
    /// A form was taken back from review.
    TakenBack,
    /// A student gave a form up.
    Abandoned,
    /// The register is asked again.
    LookingUp,
    /// The employment system is asked again.
    Asking,
    /// 获取最新学生信息: what differed is taken over.
    TakenOver,
    /// 获取最新学生信息: nothing differs that could be.
    NothingToTakeOver,
    /// 获取最新学生信息: the employment system was not heard.
    NotHeard,
    /// The case is no longer the reader's to decide.
    DecidedMeanwhile,
    /// A job starts again.
    Retried,
    /// A job will not run.
    Cancelled,
    /// An approved agreement was edited.
    Amended,
    /// 签约设置 were saved.
    SettingsSaved,
    /// Signing was switched on, and the other switches with it.
    SettingsOpened,
    /// 协议经办人信息 was submitted.
    HandlerSubmitted,
    /// A province has set the form of its agreements.
    FormSet,
    /// A student's account is in use.
    Activated,
    /// A company is registered.
    Registered,
    /// A company's user has joined.
    Joined,
    /// A new password holds.
    PasswordSet,
    /// A new mobile number holds.
    MobileChanged,
    /// A new mail address holds.
    EmailChanged,
    /// Somebody was invited to a company.
    UserInvited,
    /// A company's user was removed.
    UserRemoved,
    /// One session was ended.
    DeviceEnded,
    /// All other sessions were ended.
    OthersEnded,
    /// A company is marked.
    Marked,
    /// The school had marked it before.
    MarkedAlready,
    /// A mark is taken back.
    Unmarked,
    /// The other side was asked to end an agreement.
    TerminationAsked,
    /// The other side had been asked before.
    TerminationAskedAlready,
    /// The other side agrees to end it.
    TerminationAgreed,
    /// The other side refuses to end it.
    TerminationRefused,
    /// An ask was taken back.
    TerminationWithdrawn,
    /// An ask that came back was given up.
    TerminationAbandoned,
    /// A school officer ended an agreement without the company's answer.
    TerminationForced,
    /// A school officer ended an agreement for the student alone.
    TerminatedOneSidedly,
    /// Signed out here.
    SignedOut,
    /// Signed out wherever one was signed in.
    SignedOutEverywhere,
    /// A draft of a destination is kept.
    DestinationSaved,
    /// A destination turned into another type, and lost the proof of the former.
    ProofOutdated,
    /// A destination was handed in.
    DestinationSubmitted,
    /// A destination was taken back.
    DestinationWithdrawn,
    /// A destination that came back was abandoned.
    DestinationAbandoned,
    /// A registered destination was given up.
    DestinationGivenUp,
    /// A reviewer corrected a destination.
    DestinationCorrected,
    /// A lowest wage holds.
    WageFloorSet,
    /// A lowest wage was taken back.
    WageFloorRemoved,
}

impl Flash {
    const ALL: &[(Self, &'static str, Tone, &'static str)] = &[
        (Self::Approved, "approved", Tone::Ok, "已通过。"),
        (
            Self::Rejected,
            "rejected",
            Tone::Ok,
            "已审核不通过，原因已告知学生和单位。",
        ),
        (
            Self::Returned,
            "returned",
            Tone::Ok,
            "已退回修改，原因已告知学生。",
        ),
        (
            Self::Invited,
            "invited",
            Tone::Ok,
            "签约邀请已发送，学生会收到微信或短信提醒。",
        ),
        (
            Self::InvitedAlready,
            "invited_already",
            Tone::Info,
            "这份邀请已经发送过，正在等待答复，没有重复发送。",
        ),
        (
            Self::InvitationEdited,
            "invitation_edited",
            Tone::Ok,
            "签约邀请已修改，学生会收到提醒。",
        ),
        (
            Self::DraftSaved,
            "draft_saved",
            Tone::Ok,
            "草稿已保存，尚未发送。",
        ),
        (Self::DraftRemoved, "draft_removed", Tone::Ok, "草稿已删除。"),
        (
            Self::BatchSent,
            "batch_sent",
            Tone::Ok,
            "签约邀请已全部发送，学生会收到微信或短信提醒。",
        ),
        (
            Self::BatchSentBefore,
            "batch_sent_before",
            Tone::Info,
            "有邀请以前已经发送过，正在等待毕业生答复，没有重复发送。",
        ),
        (
            Self::BatchRemoved,
            "batch_removed",
            Tone::Ok,
            "上传的内容已清除。",
        ),
        (Self::Withdrawn, "withdrawn", Tone::Ok, "签约邀请已撤回。"),
        (
            Self::Accepted,
            "accepted",
            Tone::Ok,
            "您已同意签约，请等待审核。审核结果会通过微信或短信告知。",
        ),
        (
            Self::Declined,
            "declined",
            Tone::Ok,
            "您已拒绝这份签约邀请，单位会收到通知。",
        ),
        (
            Self::HandedIn,
            "handed_in",
            Tone::Ok,
            "已提交，请等待审核。审核结果会通过微信或短信告知您。",
        ),
        (
            Self::HandedInByCompany,
            "handed_in_by_company",
            Tone::Ok,
            "已提交，请等待审核。审核结果会通过微信或短信告知毕业生。",
        ),
        (
            Self::PutAside,
            "put_aside",
            Tone::Ok,
            "已暂存，尚未提交。可随时回来继续填写。",
        ),
        (
            Self::TakenBack,
            "taken_back",
            Tone::Ok,
            "已撤回，请修改后重新提交。",
        ),
        (
            Self::Abandoned,
            "abandoned",
            Tone::Ok,
            "已放弃申请。您可以与其他单位签约，或登记其他毕业去向。",
        ),
        (
            Self::LookingUp,
            "looking_up",
            Tone::Info,
            "正在重新查询单位经营状态，稍后自动显示。",
        ),
        (
            Self::Asking,
            "asking",
            Tone::Info,
            "正在查询就业管理系统，稍后自动显示。",
        ),
        (
            Self::TakenOver,
            "taken_over",
            Tone::Ok,
            "已获取最新学生信息，该生的各项业务一并更新。",
        ),
        (
            Self::NothingToTakeOver,
            "nothing_to_take_over",
            Tone::Info,
            "没有可以同步的学生信息。",
        ),
        (
            Self::NotHeard,
            "not_heard",
            Tone::Wait,
            "暂时无法获取就业管理系统中的信息，请稍后重新获取。",
        ),
        (
            Self::DecidedMeanwhile,
            "decided_meanwhile",
            Tone::Wait,
            "这件事项已由他人办理，学生信息没有更新。",
        ),
        (Self::Retried, "retried", Tone::Ok, "任务已重新排队。"),
        (Self::Cancelled, "cancelled", Tone::Ok, "任务已取消。"),
        (
            Self::Amended,
            "amended",
            Tone::Ok,
            "已修改，将通知毕业生并同步到就业管理系统。",
        ),
        (
            Self::SettingsSaved,
            "settings_saved",
            Tone::Ok,
            "签约设置已保存。",
        ),
        (
            Self::SettingsOpened,
            "settings_opened",
            Tone::Ok,
            "签约设置已保存。在线签约已开启，补登、填报去向登记同步开启。",
        ),
        (
            Self::HandlerSubmitted,
            "handler_submitted",
            Tone::Ok,
            "协议经办人信息已提交，将展示在平台首页和毕业生就业协议书上。",
        ),
        (Self::FormSet, "form_set", Tone::Ok, "就业协议书类型已设置。"),
        (
            Self::Activated,
            "activated",
            Tone::Ok,
            "账号已激活。请记住下面的登录账号，并核对手机号码和电子邮箱。",
        ),
        (
            Self::Registered,
            "registered",
            Tone::Ok,
            "单位注册完成，可以向毕业生发起签约邀请。登录账号是您的电子邮箱。",
        ),
        (
            Self::Joined,
            "joined",
            Tone::Ok,
            "您已加入单位，登录账号是您的电子邮箱。",
        ),
        (
            Self::PasswordSet,
            "password_set",
            Tone::Ok,
            "新密码已生效，所有设备已退出登录，请用新密码登录。",
        ),
        (
            Self::MobileChanged,
            "mobile_changed",
            Tone::Ok,
            "手机号码已更换，并将同步到就业管理系统。",
        ),
        (
            Self::EmailChanged,
            "email_changed",
            Tone::Ok,
            "电子邮箱已保存，并将同步到就业管理系统。",
        ),
        (
            Self::UserInvited,
            "user_invited",
            Tone::Ok,
            "邀请邮件已发送，7 天内有效。",
        ),
        (
            Self::UserRemoved,
            "user_removed",
            Tone::Ok,
            "该用户已移除，不能再登录。",
        ),
        (Self::DeviceEnded, "device_ended", Tone::Ok, "该设备已退出登录。"),
        (
            Self::OthersEnded,
            "others_ended",
            Tone::Ok,
            "其他设备已全部退出登录。",
        ),
        (
            Self::Marked,
            "marked",
            Tone::Ok,
            "已标记为预警单位，本校毕业生和审核人员会看到提醒。",
        ),
        (
            Self::MarkedAlready,
            "marked_already",
            Tone::Info,
            "本校已标记过这家单位，没有重复标记。",
        ),
        (Self::Unmarked, "unmarked", Tone::Ok, "已撤销预警。"),
        (
            Self::TerminationAsked,
            "termination_asked",
            Tone::Ok,
            "已向对方发起解约，请等待答复。",
        ),
        (
            Self::TerminationAskedAlready,
            "termination_asked_already",
            Tone::Info,
            "这份解约申请已经提交过，正在等待答复，没有重复提交。",
        ),
        (
            Self::TerminationAgreed,
            "termination_agreed",
            Tone::Ok,
            "您已同意解约，已提交学校审核。",
        ),
        (
            Self::TerminationRefused,
            "termination_refused",
            Tone::Ok,
            "您已拒绝解约，对方会收到通知，协议仍然有效。",
        ),
        (
            Self::TerminationWithdrawn,
            "termination_withdrawn",
            Tone::Ok,
            "解约申请已撤回，协议仍然有效。",
        ),
        (
            Self::TerminationAbandoned,
            "termination_abandoned",
            Tone::Ok,
            "已放弃解约申请，协议仍然有效。",
        ),
        (
            Self::TerminationForced,
            "termination_forced",
            Tone::Ok,
            "已强制解约，毕业生恢复为待就业，双方会收到通知。",
        ),
        (
            Self::TerminatedOneSidedly,
            "terminated_one_sidedly",
            Tone::Ok,
            "已按学生单方面解约通过，毕业生恢复为待就业。",
        ),
        (Self::SignedOut, "signed_out", Tone::Ok, "您已退出登录。"),
        (
            Self::SignedOutEverywhere,
            "signed_out_everywhere",
            Tone::Ok,
            "您已在所有设备上退出登录。",
        ),
        (
            Self::DestinationSaved,
            "destination_saved",
            Tone::Ok,
            "草稿已保存，还没有提交审核。",
        ),
        (
            Self::ProofOutdated,
            "proof_outdated",
            Tone::Wait,
            "去向类型已更换，原来上传的证明材料已移除，请按新类型重新上传证明材料。",
        ),
        (
            Self::DestinationSubmitted,
            "destination_submitted",
            Tone::Ok,
            "已提交审核，审核结果会通过微信或短信告知。",
        ),
        (
            Self::DestinationWithdrawn,
            "destination_withdrawn",
            Tone::Ok,
            "已撤回，修改后请重新提交审核。",
        ),
        (
            Self::DestinationAbandoned,
            "destination_abandoned",
            Tone::Ok,
            "已放弃这份登记申请，可以重新登记毕业去向。",
        ),
        (
            Self::DestinationGivenUp,
            "destination_given_up",
            Tone::Ok,
            "已作废，就业管理系统中的毕业去向将更新为待就业。",
        ),
        (
            Self::DestinationCorrected,
            "destination_corrected",
            Tone::Ok,
            "去向信息已修改，将通过微信和短信通知毕业生。",
        ),
        (
            Self::WageFloorSet,
            "wage_floor_set",
            Tone::Ok,
            "最低工资标准已保存。",
        ),
        (
            Self::WageFloorRemoved,
            "wage_floor_removed",
            Tone::Ok,
            "最低工资标准已删除。",
        ),
    ];

    /// What the cookie holds.
    pub fn code(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(flash, ..)| *flash == self)
            .map_or("", |(_, code, ..)| code)
    }

    /// Reads a cookie; anyone can write one, so it can only choose a sentence.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known, ..)| *known == code)
            .map(|(flash, ..)| *flash)
    }

    pub(super) fn shown(self) -> layout::Flash {
        let (_, _, tone, text) = *Self::ALL
            .iter()
            .find(|(flash, ..)| *flash == self)
            .expect("every flash is listed");
        layout::Flash {
            tone,
            text: text.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Flash;

    #[test]
    fn every_flash_survives_its_cookie() {
        for (flash, ..) in Flash::ALL {
            assert_eq!(Flash::parse(flash.code()), Some(*flash));
            assert!(!flash.shown().text.is_empty());
        }
    }
}
