//! What an act says on the page that follows it.

use crate::view::{badge::Tone, layout};

/// Each flash stands in one place: what happened, its name, how it ended, and the sentence.
macro_rules! flashes {
    ($($(#[$doc:meta])* $flash:ident: $tone:ident, $text:literal;)*) => {
        /// What the last act said, shown once on the next page. Only its name travels, in a cookie.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Flash {
            $($(#[$doc])* $flash,)*
        }

        impl Flash {
            const ALL: &[Self] = &[$(Self::$flash,)*];

            /// What the cookie holds.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$flash => stringify!($flash),)*
                }
            }

            pub(super) fn shown(self) -> layout::Flash {
                let (tone, text) = match self {
                    $(Self::$flash => (Tone::$tone, $text),)*
                };
                layout::Flash { tone, text: text.into() }
            }
        }
    };
}

flashes! {
    /// Attested or approved.
    Approved: Ok, "上一件已通过。";
    /// 审核不通过. Whoever else is told, the student is.
    Rejected: Ok, "上一件已审核不通过，原因已告知学生。";
    /// 退回修改.
    Returned: Ok, "上一件已退回修改，原因已告知学生。";
    /// An invitation went out.
    Invited: Ok, "签约邀请已发送，学生会收到微信或短信提醒。";
    /// The invitation had gone out before.
    InvitedAlready: Info, "这份邀请已经发送过，正在等待答复，没有重复发送。";
    /// An invitation was edited.
    InvitationEdited: Ok, "签约邀请已修改，学生会收到提醒。";
    /// A draft was saved.
    DraftSaved: Ok, "草稿已保存，尚未发送。";
    /// A draft was dropped.
    DraftRemoved: Ok, "草稿已删除。";
    /// All invitations of a file went out.
    BatchSent: Ok, "签约邀请已全部发送，学生会收到微信或短信提醒。";
    /// Invitations of a file had gone out before.
    BatchSentBefore: Info, "有邀请以前已经发送过，正在等待毕业生答复，没有重复发送。";
    /// A file was dropped.
    BatchRemoved: Ok, "上传的内容已清除。";
    /// An invitation was taken back.
    Withdrawn: Ok, "签约邀请已撤回。";
    /// A student said yes.
    Accepted: Ok, "您已同意签约，请等待审核。审核结果会通过微信或短信告知。";
    /// A student said no.
    Declined: Ok, "您已拒绝这份签约邀请，单位会收到通知。";
    /// A student handed a form in for review.
    HandedIn: Ok, "已提交，请等待审核。审核结果会通过微信或短信告知您。";
    /// A company handed in a stamped copy.
    HandedInByCompany: Ok, "已提交，请等待审核。审核结果会通过微信或短信告知毕业生。";
    /// A form was put aside.
    PutAside: Ok, "已暂存，尚未提交。可随时回来继续填写。";
    /// A form was taken back from review.
    TakenBack: Ok, "已撤回，请修改后重新提交。";
    /// A student gave a form up.
    Abandoned: Ok, "已放弃申请。您可以与其他单位签约，或登记其他毕业去向。";
    /// The register is asked again.
    LookingUp: Info, "正在重新查询单位经营状态，稍后自动显示。";
    /// The employment system is asked again.
    Asking: Info, "正在查询就业管理系统，稍后自动显示。";
    /// 获取最新学生信息: what differed is taken over.
    TakenOver: Ok, "已获取最新学生信息，该生的各项业务一并更新。";
    /// 获取最新学生信息: nothing differs that could be.
    NothingToTakeOver: Info, "没有可以同步的学生信息。";
    /// 获取最新学生信息: the employment system was not heard.
    NotHeard: Wait, "暂时无法获取就业管理系统中的信息，请稍后重新获取。";
    /// The case is no longer the reader's to decide.
    DecidedMeanwhile: Wait, "这件事项已由他人办理，学生信息没有更新。";
    /// A job starts again.
    Retried: Ok, "任务已重新排队。";
    /// A job will not run.
    Cancelled: Ok, "任务已取消。";
    /// An approved agreement was edited.
    Amended: Ok, "已修改，将通知毕业生并同步到就业管理系统。";
    /// 签约设置 were saved.
    SettingsSaved: Ok, "签约设置已保存。";
    /// Signing was switched on, and the other switches with it.
    SettingsOpened: Ok, "签约设置已保存。在线签约已开启，补登、填报去向登记同步开启。";
    /// 协议经办人信息 was submitted.
    HandlerSubmitted: Ok, "协议经办人信息已提交，将展示在平台首页和毕业生就业协议书上。";
    /// A province has set the form of its agreements.
    FormSet: Ok, "就业协议书类型已设置。";
    /// A student's account is in use.
    Activated: Ok, "账号已激活。请记住下面的登录账号，并核对手机号码和电子邮箱。";
    /// A company is registered.
    Registered: Ok, "单位注册完成，可以向毕业生发起签约邀请。登录账号是您的电子邮箱。";
    /// A company's user has joined.
    Joined: Ok, "您已加入单位，登录账号是您的电子邮箱。";
    /// A new password holds.
    PasswordSet: Ok, "新密码已生效，所有设备已退出登录，请用新密码登录。";
    /// A new mobile number holds.
    MobileChanged: Ok, "手机号码已更换，并将同步到就业管理系统。";
    /// A new mail address holds.
    EmailChanged: Ok, "电子邮箱已保存，并将同步到就业管理系统。";
    /// Somebody was invited to a company.
    UserInvited: Ok, "邀请邮件已发送，7 天内有效。";
    /// A company's user was removed.
    UserRemoved: Ok, "该用户已移除，不能再登录。";
    /// One session was ended.
    DeviceEnded: Ok, "该设备已退出登录。";
    /// All other sessions were ended.
    OthersEnded: Ok, "其他设备已全部退出登录。";
    /// A company is marked.
    Marked: Ok, "已标记为预警单位，本校毕业生和审核人员会看到提醒。";
    /// The school had marked it before.
    MarkedAlready: Info, "本校已标记过这家单位，没有重复标记。";
    /// A mark is taken back.
    Unmarked: Ok, "已撤销预警。";
    /// The other side was asked to end an agreement.
    TerminationAsked: Ok, "已向对方发起解约，请等待答复。";
    /// The other side had been asked before.
    TerminationAskedAlready: Info, "这份解约申请已经提交过，正在等待答复，没有重复提交。";
    /// The other side agrees to end it.
    TerminationAgreed: Ok, "您已同意解约，已提交学校（院系）审核。";
    /// The other side refuses to end it.
    TerminationRefused: Ok, "您已拒绝解约，对方会收到通知，协议仍然有效。";
    /// An ask was taken back.
    TerminationWithdrawn: Ok, "解约申请已撤回，协议仍然有效。";
    /// An ask that came back was given up.
    TerminationAbandoned: Ok, "已放弃解约申请，协议仍然有效。";
    /// A school officer ended an agreement without the company's answer.
    TerminationForced: Ok, "已强制解约，毕业生恢复为待就业，双方会收到通知。";
    /// A school officer ended an agreement for the student alone.
    TerminatedOneSidedly: Ok, "已按学生单方面解约通过，毕业生恢复为待就业。";
    /// Signed out here.
    SignedOut: Ok, "您已退出登录。";
    /// Signed out wherever one was signed in.
    SignedOutEverywhere: Ok, "您已在所有设备上退出登录。";
    /// A draft of a destination is kept.
    DestinationSaved: Ok, "草稿已保存，还没有提交审核。";
    /// A destination turned into another type, and lost the proof of the former.
    ProofOutdated: Wait, "去向类型已更换，原来上传的证明材料已移除，请按新类型重新上传证明材料。";
    /// A destination was handed in.
    DestinationSubmitted: Ok, "已提交审核，审核结果会通过微信或短信告知。";
    /// A destination was taken back.
    DestinationWithdrawn: Ok, "已撤回，修改后请重新提交审核。";
    /// A destination that came back was abandoned.
    DestinationAbandoned: Ok, "已放弃这份登记申请，可以重新登记毕业去向。";
    /// A registered destination was given up.
    DestinationGivenUp: Ok, "已作废，就业管理系统中的毕业去向将更新为待就业。";
    /// A reviewer corrected a destination.
    DestinationCorrected: Ok, "去向信息已修改，将通过微信和短信通知毕业生。";
    /// A lowest wage holds.
    WageFloorSet: Ok, "最低工资标准已保存。";
    /// A lowest wage was taken back.
    WageFloorRemoved: Ok, "最低工资标准已删除。";
}

impl Flash {
    /// Reads a cookie; anyone can write one, so it can only choose a sentence.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|flash| flash.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::Flash;

    #[test]
    fn every_flash_survives_its_cookie() {
        for &flash in Flash::ALL {
            assert_eq!(Flash::parse(flash.code()), Some(flash));
            assert!(!flash.shown().text.is_empty());
        }
        assert_eq!(Flash::parse("Nonsense"), None);
    }
}
