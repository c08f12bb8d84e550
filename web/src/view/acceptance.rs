//! A student agrees: reads the agreement in full, and says yes with the code that came to their own phone.

use maud::{Markup, html};

use super::badge::Tone;
use super::form::{Field, Posted, acting, csrf_field, error_summary, field, warned_field};
use super::list::Link;
use super::notice::notice;
use super::paper::{Paper, paper};
use super::review::company::{Standing, standing};

/// The agreement before the student agrees to it.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Who invites.
    pub company: String,
    /// The warning about the company, if there is one.
    pub warning: Option<String>,
    /// What else deserves a second look, one sentence each.
    pub doubts: Vec<String>,
    /// Its standing in the register.
    pub standing: Standing,
    /// What will be agreed.
    pub paper: Paper,
    /// What follows, one sentence each.
    pub follows: Vec<String>,
    /// How one agrees.
    pub ask: Ask,
    /// Why no code was sent, if one was asked for.
    pub refused: Option<String>,
    /// Where one turns back to.
    pub back: String,
}

/// How one agrees.
#[derive(Clone, Debug)]
pub enum Ask {
    /// By a code to this number.
    Code {
        /// Where it is asked for.
        action: String,
        /// The form's token.
        csrf: String,
        /// The version of the invitation that is shown.
        version: i32,
        /// The number, masked.
        mobile: String,
    },
    /// There is no number to send it to; here it is set.
    NoMobile(String),
}

impl Default for Ask {
    fn default() -> Self {
        Self::NoMobile(String::new())
    }
}

/// The page on which one reads.
pub fn reading(page: &Reading) -> Markup {
    html! {
        div class="narrow stack" {
            h1 { "同意与" (page.company) "签约？" }
            (error_summary(page.refused.as_deref(), []))
            @if let Some(warning) = &page.warning { (notice(Tone::Bad, warning, html! {})) }
            section class="sheet" {
                h2 { "签约前请核对" }
                (standing(&page.standing))
                @if !page.doubts.is_empty() {
                    ul class="points" { @for doubt in &page.doubts { li { (doubt) } } }
                }
            }
            (paper(&page.paper))
            section class="sheet stack" {
                h2 { "同意之后" }
                ul class="points" { @for sentence in &page.follows { li { (sentence) } } }
                (ask(page))
            }
        }
    }
}

fn ask(page: &Reading) -> Markup {
    match &page.ask {
        Ask::Code {
            action,
            csrf,
            version,
            mobile,
        } => html! {
            p { "须由您本人确认：短信验证码会发送到您的手机 " strong { (mobile) } "，请不要把验证码告诉他人，包括用人单位。" }
            form method="post" action=(action) {
                (csrf_field(csrf))
                input type="hidden" name="version" value=(version);
                div class="row" {
                    button class="button primary" type="submit" { "已阅读全文，获取验证码" }
                    a class="button plain" href=(page.back) { "再想想" }
                }
            }
        },
        Ask::NoMobile(href) => html! {
            (notice(Tone::Wait, "同意签约须用短信验证码确认，您还没有可用的手机号码。", html! {
                p { "请先设置本人手机号码，再回到这份邀请。" }
            }))
            div class="row" {
                a class="button primary" href=(href) { "设置手机号码" }
                a class="button plain" href=(page.back) { "返回" }
            }
        },
    }
}

/// The page on which one types the code.
#[derive(Clone, Debug)]
pub struct Code {
    /// Who invites.
    pub company: String,
    /// Where the code went, masked.
    pub mobile: String,
    /// For how many minutes it is good.
    pub minutes: i64,
    /// After how many seconds the next may be asked for.
    pub pause: i64,
    /// The field of the code.
    pub field: Field,
    /// What was wrong with it.
    pub posted: Posted,
    /// The warning about the company, if there is one, and its credit code then.
    pub warning: Option<(String, String)>,
    /// Where it is posted.
    pub action: String,
    /// Where another one is asked for.
    pub again: String,
    /// The form's token.
    pub csrf: String,
    /// The version of the invitation that was read.
    pub version: i32,
    /// Which code.
    pub handle: String,
    /// Where the agreement is read once more.
    pub back: Link,
}

/// The page.
pub fn code(page: &Code) -> Markup {
    let filled = page.posted.fill(page.field.clone());
    html! {
        div class="entry" {
            h1 { "输入验证码，同意签约" }
            p class="lead" { "验证码已发送到 " (page.mobile) "，" (page.minutes) " 分钟内有效。输入后即同意与" (page.company) "签约。" }
            (error_summary(page.posted.general(), [&filled]))
            @if let Some((warning, _)) = &page.warning { (notice(Tone::Bad, warning, html! {})) }
            (acting(Some("form sheet"), &page.action, &page.csrf, html! {
                (hidden(page))
                (warned_field(page.warning.as_ref().map(|(_, code)| code.as_str())))
                (field(&filled))
                div class="row" { button class="button primary" type="submit" { "同意签约" } }
            }))
            (acting(Some("row"), &page.again, &page.csrf, html! {
                (hidden(page))
                span class="faint" { "没有收到？发送后 " (page.pause) " 秒可以重新获取。" }
                button class="button small" type="submit" { "重新获取验证码" }
            }))
            p { a href=(page.back.href) { (page.back.label) } }
        }
    }
}

fn hidden(page: &Code) -> Markup {
    html! {
        input type="hidden" name="version" value=(page.version);
        input type="hidden" name="handle" value=(page.handle);
    }
}
