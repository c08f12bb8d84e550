//! The company of a case, with its standing in the enterprise register.

use maud::{Markup, html};

use crate::view::badge::Tone;
use crate::view::facts::{Section, facts};
use crate::view::form::csrf_field;
use crate::view::icon::{Icon, icon};
use crate::view::notice::notice;

/// The company of a case.
#[derive(Clone, Debug, Default)]
pub struct Company {
    /// Its details as of signing.
    pub section: Section,
    /// Its standing.
    pub standing: Standing,
    /// Who warned of it and why: `本校预警：虚假宣传`.
    pub warning: Option<String>,
    /// Where its 营业执照 is, where it was shown.
    pub licence: Option<String>,
}

/// What the register says (经营状态).
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// What is known.
    pub known: Known,
    /// When the register was last asked: `2027-05-08 10:21 查询`.
    pub asked: Option<String>,
    /// Address of this panel alone, fetched while the answer is awaited.
    pub source: String,
    /// Where 重新查询 is posted, where the reader may ask again.
    pub again: Option<Again>,
}

/// Asks the register again.
#[derive(Clone, Debug, Default)]
pub struct Again {
    /// Where it is posted.
    pub action: String,
    /// The form's token.
    pub csrf: String,
}

/// What is known of a company's standing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// In existence, in the register's words.
    Good(String),
    /// Not in existence, in the register's words.
    Bad(String),
    /// In existence, with something against it, in the register's words.
    Doubtful(String),
    /// In words that nobody knows how to read.
    Unclear(String),
    /// The register could not be asked.
    #[default]
    Unavailable,
    /// The register is never asked, for the platform does not know the company.
    Unregistered,
    /// The register is never asked, for there is no credit code to ask by.
    Codeless,
    /// The question is on its way.
    Asking,
}

impl Known {
    /// Only people who look themselves know more.
    fn is_asked_by_hand(&self) -> bool {
        matches!(
            self,
            Self::Unclear(_) | Self::Unavailable | Self::Unregistered | Self::Codeless
        )
    }
}

/// Where people ask the register themselves.
const REGISTER: &str = "https://www.gsxt.gov.cn/";

/// Draws the company's sheet.
pub fn company(company: &Company) -> Markup {
    html! {
        section class="sheet" {
            h2 { (company.section.title) }
            @if let Some(warning) = &company.warning {
                (notice(Tone::Bad, "预警单位", html! { p { (warning) } }))
            }
            (standing(&company.standing))
            (facts(&company.section.facts))
            @if let Some(href) = &company.licence {
                p class="act" { a href=(href) target="_blank" rel="noopener" { "查看营业执照" } }
            }
        }
    }
}

/// Draws the standing; also the answer of its own source. While the register is being asked it fetches itself again.
pub fn standing(standing: &Standing) -> Markup {
    let (tone, sign, words) = match &standing.known {
        Known::Good(state) => (Tone::Ok, Icon::Ok, format!("经营状态：{state}")),
        Known::Bad(state) => (Tone::Bad, Icon::Warning, format!("经营状态：{state}（非存续）")),
        Known::Doubtful(state) => (Tone::Wait, Icon::Warning, format!("经营状态：{state}（请核实）")),
        Known::Unclear(state) => (Tone::Wait, Icon::Info, format!("经营状态：{state}，请手动查询")),
        Known::Unavailable => (
            Tone::Wait,
            Icon::Info,
            "暂时无法获取最新状态，请手动查询".to_owned(),
        ),
        Known::Unregistered => (
            Tone::Wait,
            Icon::Info,
            "该单位未在平台注册，平台不查询其经营状态，请手动查询".to_owned(),
        ),
        Known::Codeless => (
            Tone::Wait,
            Icon::Info,
            "没有统一社会信用代码，平台无法查询该单位的经营状态，请手动查询".to_owned(),
        ),
        Known::Asking => (Tone::Info, Icon::Clock, "经营状态查询中…".to_owned()),
    };
    let poll = (standing.known == Known::Asking).then_some("every 2s");
    html! {
        div id="standing" class="notice standing" data-tone=(tone.name()) role="status"
            hx-get=[poll.map(|_| &standing.source)] hx-trigger=[poll] hx-swap="outerHTML"
            hx-status:4xx="swap:none" hx-status:5xx="swap:none" {
            (icon(sign))
            div class="row" {
                strong { (words) }
                @if standing.known.is_asked_by_hand() {
                    a href=(REGISTER) target="_blank" rel="noopener noreferrer" { "国家企业信用信息公示系统" }
                }
                @if let Some(asked) = &standing.asked { span class="faint" { (asked) } }
                @if standing.known != Known::Asking { @if let Some(again) = &standing.again { (ask_again(again)) } }
            }
        }
    }
}

fn ask_again(again: &Again) -> Markup {
    html! {
        form method="post" action=(again.action) hx-post=(again.action) hx-target="#standing" hx-swap="outerHTML" {
            (csrf_field(&again.csrf))
            button class="button small" type="submit" { (icon(Icon::Again)) "重新查询" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(known: Known) -> String {
        let again = Some(Again {
            action: "/signing/1/standing".into(),
            csrf: "token".into(),
        });
        standing(&Standing {
            known,
            again,
            source: "/signing/1/standing".into(),
            asked: None,
        })
        .into_string()
    }

    #[test]
    fn only_an_awaited_answer_is_fetched_again() {
        assert!(drawn(Known::Asking).contains("hx-trigger"));
        for known in [
            Known::Good("存续".into()),
            Known::Bad("注销".into()),
            Known::Unavailable,
        ] {
            assert!(!drawn(known).contains("hx-trigger"));
        }
    }

    #[test]
    fn r_8_2_an_unavailable_register_is_said_with_a_way_to_ask_again() {
        let html = drawn(Known::Unavailable);
        assert!(html.contains("暂时无法获取最新状态，请手动查询"));
        assert!(html.contains("重新查询"));
    }

    #[test]
    fn r_8_2_a_company_that_is_never_looked_up_is_not_said_to_be_unavailable_just_now() {
        for (known, why) in [
            (Known::Unregistered, "平台不查询其经营状态，请手动查询"),
            (Known::Codeless, "没有统一社会信用代码"),
        ] {
            let html = drawn(known);
            assert!(html.contains(why) && html.contains(REGISTER), "{html}");
            assert!(!html.contains("暂时"), "{html}");
        }
    }

    #[test]
    fn r_8_2_what_the_register_does_not_know_is_said_in_one_sentence() {
        let html = drawn(Known::Unclear("登记机关查无此单位".into()));
        assert!(
            html.contains("经营状态：登记机关查无此单位，请手动查询"),
            "{html}"
        );
        assert_eq!(html.matches("登记机关").count(), 1);
    }

    #[test]
    fn r_8_2_a_company_not_in_existence_is_a_warning() {
        assert!(drawn(Known::Bad("注销".into())).contains(r#"data-tone="bad""#));
    }
}
