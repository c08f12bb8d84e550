//! One-time codes and the letters with one-time links.

use chrono::{DateTime, Utc};

use super::{Letter, Words, moment, short};
use crate::one_time::{Purpose, Way};

/// So much of a company's name fits into a value of 35 characters.
const COMPANY: usize = 25;

/// A text message with a code. `inviting` is the company whose invitation it answers; empty where it answers none.
pub(crate) fn code(purpose: Purpose, code: &str, inviting: &str) -> Words {
    let minutes = purpose.life(Way::Sms).num_minutes();
    let act = match inviting {
        "" => act(purpose).to_owned(),
        company => format!("同意与{}签约", short(company, COMPANY)),
    };
    Words::new(
        "code",
        [
            ("code", code.to_owned()),
            ("act", act),
            ("minutes", minutes.to_string()),
        ],
    )
}

const fn act(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Activation => "激活账号",
        Purpose::Mobile => "更换手机号码",
        Purpose::Reset => "重置密码",
        Purpose::Registration => "注册用人单位",
        Purpose::Membership => "加入用人单位",
        Purpose::Acceptance => "同意签约",
    }
}

/// The page that a link opens. The secret stands in the query, which no log holds.
pub(crate) fn link(public_url: &str, purpose: Purpose, handle: &str, secret: &str) -> String {
    let page = match purpose {
        Purpose::Reset => "/password/link",
        Purpose::Registration => "/registration/activation",
        Purpose::Membership => "/membership",
        Purpose::Activation => "/activation/code",
        Purpose::Mobile => "/student/profile",
        Purpose::Acceptance => "/student/invitations",
    };
    format!("{public_url}{page}?code={handle}&secret={secret}")
}

/// What a letter with a link speaks of.
pub(crate) struct LinkMatter {
    /// 单位名称; empty where it is about none.
    pub company: String,
    /// The sign-in name; empty where there is none yet.
    pub login: String,
    /// Until when the link is good.
    pub until: DateTime<Utc>,
}

/// A letter with a one-time link.
pub(crate) fn link_letter(purpose: Purpose, about: &LinkMatter, link: String) -> Letter {
    let company = &about.company;
    let (subject, action, first) = match purpose {
        Purpose::Registration => (
            "激活单位账号",
            "激活单位账号",
            format!("您正在网签平台注册用人单位：{company}。请打开下面的链接设置密码，完成注册。"),
        ),
        Purpose::Membership => (
            "邀请您加入用人单位",
            "接受邀请",
            format!("{company}邀请您使用网签平台，与单位其他用户共同办理签约。请打开下面的链接设置密码。"),
        ),
        Purpose::Reset => (
            "重置密码",
            "重置密码",
            format!(
                "您正在重置网签平台账号 {} 的密码。请打开下面的链接设置新密码。",
                about.login
            ),
        ),
        Purpose::Activation | Purpose::Mobile | Purpose::Acceptance => {
            (act(purpose), act(purpose), format!("您正在{}。", act(purpose)))
        }
    };
    let until = format!("链接在 {} 前有效，只能使用一次。", moment(about.until));
    let mistaken = "如果不是您本人操作，请忽略这封邮件，不要把链接转给他人。".to_owned();
    Letter::new(subject, vec![first, until, mistaken], link, action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_escapes_what_people_wrote_and_holds_its_link_in_both_forms() {
        let about = LinkMatter {
            company: "<b>云帆</b>".into(),
            login: String::new(),
            until: Utc::now(),
        };
        let link = link("https://wq.example", Purpose::Registration, "ab", "cd");
        let letter = link_letter(Purpose::Registration, &about, link);
        let (text, html) = (letter.text(), letter.html());
        assert!(text.contains("https://wq.example/registration/activation?code=ab&secret=cd"));
        assert!(html.contains("https://wq.example/registration/activation?code=ab&amp;secret=cd"));
        assert!(html.contains("&lt;b&gt;") && !html.contains("<b>"));
        assert_eq!(letter.subject, "【网签平台】激活单位账号");
    }

    #[test]
    fn every_code_fits_its_template() {
        for &purpose in Purpose::ALL {
            for inviting in ["", &"一家名称非常长的单位".repeat(9)] {
                for (_, value) in code(purpose, "012345", inviting).pairs() {
                    assert!((1..=35).contains(&value.chars().count()));
                }
            }
        }
    }
}
