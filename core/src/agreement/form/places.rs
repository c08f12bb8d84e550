//! Where the parties sign, or what they did on the platform instead.

use chrono::NaiveDate;

use super::{
    Place,
    written::{day, typed},
};
use crate::{
    agreement::sheet::{Draft, Signing},
    case::AgreementForm,
};

/// A date to be filled in by hand.
const BLANK_DATE: &str = "日期：      年    月    日";

/// What stands on a draft where somebody has not agreed yet.
const OPEN: &str = "尚未确认。";

/// One place a party, and one for the school, which attested on the day of the number.
pub fn of(draft: &Draft, issued_on: Option<NaiveDate>) -> Vec<Place> {
    let company = typed(&draft.terms.company_name);
    let graduate = typed(&draft.graduate.name);
    let school = typed(&draft.school);
    let done = |title: &str, who: &str, act: &str, on: Option<NaiveDate>| {
        let said = if on.is_none() && issued_on.is_none() {
            OPEN
        } else {
            act
        };
        place(title, &[who, said], &[&format!("日期：{}", day(on))])
    };
    let (title, act) = match draft.form {
        AgreementForm::TwoParty => ("学校（院系）鉴证", "鉴证"),
        AgreementForm::ThreeParty => ("丙方（学校）", "审核"),
    };
    match draft.signing {
        Signing::Online {
            invited_on,
            accepted_on,
        } => vec![
            done(
                "甲方（用人单位）",
                &company,
                "已在网签平台上发出签约邀请。",
                invited_on,
            ),
            done(
                "乙方（毕业生）",
                &graduate,
                "已在网签平台上本人确认同意签约。",
                accepted_on,
            ),
            done(title, &school, &format!("已在网签平台上{act}通过。"), issued_on),
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
