//! What reviewers write with their verdicts.

use wq_core::case::{DeclineReason, Kind, Module};

use super::dice::Dice;

/// A code of the module's list (migration 700) and the particulars.
type Reason = (&'static str, &'static str);

const SIGNING: &[Reason] = &[
    (
        "company_details",
        "统一社会信用代码与单位名称不一致，请核对营业执照。",
    ),
    ("post_details", "工作地点填写到了省，请填写到区县。"),
    ("terms", "违约金高于三个月工资，请与单位协商后修改。"),
    ("archive_details", "档案转寄单位缺少邮编和联系电话。"),
    ("stamp_differs", "公章为分公司章，与协议单位名称不符。"),
];

const PAPER: &[Reason] = &[
    ("copy_unclear", "第二页图像模糊，看不清单位公章，请重新上传。"),
    ("copy_differs", "登记的薪酬与纸质协议书不一致。"),
    ("company_details", "单位所在地与协议书不符。"),
];

const DESTINATIONS: &[Reason] = &[
    ("proof_missing", "请补充上传录取通知书或拟录取名单截图。"),
    ("study_details", "境外院校外文名应与录取通知书一致，请填写全称。"),
    ("proof_differs", "登记的单位名称与劳动合同不一致。"),
    ("below_wage_floor", "登记薪酬低于当地最低工资标准，请核实。"),
];

const TERMINATIONS: &[Reason] = &[
    ("material_unclear", "解约函未加盖公章，请单位盖章后重新上传。"),
    ("not_agreed", "单位来电表示尚未同意解约，请先协商。"),
    ("damages_open", "违约金尚未结清，请提供结清凭证。"),
];

/// A reason to return or reject a case.
pub(super) fn reason(kind: Kind, dice: &mut Dice) -> Reason {
    dice.pick(match Module::of(kind) {
        Module::Signing => SIGNING,
        Module::Paper => PAPER,
        Module::Destinations => DESTINATIONS,
        Module::Terminations => TERMINATIONS,
    })
}

/// Why students decline (core's `DeclineReason`), with their own words where they add any.
const OBJECTIONS: &[(DeclineReason, Option<&str>)] = &[
    (DeclineReason::OtherOffer, None),
    (
        DeclineReason::Pay,
        Some("与面试时说的薪酬不一致，希望按面试约定。"),
    ),
    (DeclineReason::Place, None),
    (DeclineReason::Study, Some("已收到拟录取通知，谢谢贵单位。")),
    (DeclineReason::Terms, Some("违约金过高，希望协商后重新发起。")),
];

/// A reason to decline an invitation.
pub(super) fn objection(dice: &mut Dice) -> (Option<&'static str>, Option<&'static str>) {
    let (code, text) = dice.pick(OBJECTIONS);
    (Some(code.as_str()), text)
}

/// Why a school forces a termination, or approves one without the company.
pub(super) const EXPLANATION: &str =
    "已三次电话联系单位人事部门，单位口头同意解约但一直未在平台处理，已留存通话记录。";
