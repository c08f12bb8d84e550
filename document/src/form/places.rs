//! Where the parties sign, or what they did on the platform instead.

use wq_core::{
    agreement::{Sheet, Signing},
    case::AgreementForm,
};

use super::written::{day, typed};
use crate::page::Place;

/// A date to be filled in by hand.
const BLANK_DATE: &str = "日期：      年    月    日";

/// One place a party, and one for the school.
pub fn of(sheet: &Sheet) -> Vec<Place> {
    let company = typed(&sheet.terms.company_name);
    let graduate = typed(&sheet.graduate.name);
    let school = typed(&sheet.school);
    let (title, act) = match sheet.form {
        AgreementForm::TwoParty => ("学校（院系）鉴证", "鉴证"),
        AgreementForm::ThreeParty => ("丙方（学校）", "审核"),
    };
    match sheet.signing {
        Signing::Online {
            invited_on,
            accepted_on,
        } => vec![
            place(
                "甲方（用人单位）",
                &[&company, "已在网签平台上发出签约邀请。"],
                &[&dated(&day(invited_on))],
            ),
            place(
                "乙方（毕业生）",
                &[&graduate, "已在网签平台上本人确认同意签约。"],
                &[&dated(&day(accepted_on))],
            ),
            place(
                title,
                &[&school, &format!("已在网签平台上{act}通过。")],
                &[&dated(&day(Some(sheet.issued_on)))],
            ),
        ],
        Signing::OnPaper => vec![
            place("甲方（用人单位盖章）", &[&company], &["经办人签字：", BLANK_DATE]),
            place("乙方（毕业生签字）", &[&graduate], &["签字：", BLANK_DATE]),
            place(&format!("{title}盖章"), &[&school], &["经办人签字：", BLANK_DATE]),
        ],
    }
}

fn place(title: &str, said: &[&str], foot: &[&str]) -> Place {
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    Place {
        title: title.to_owned(),
        said: owned(said),
        foot: owned(foot),
    }
}

fn dated(day: &str) -> String {
    format!("日期：{day}")
}
