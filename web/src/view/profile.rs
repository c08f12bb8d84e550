//! 个人信息: what a student keeps themselves.

use maud::{Markup, html};

use super::facts::{Fact, facts};
use super::form::{Field, Posted, csrf_field, error_summary, field};

/// A student's own page.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// By what the student is known; mended in the employment system.
    pub facts: Vec<Fact>,
    /// The mobile number as it is, masked.
    pub mobile: String,
    /// The mail address as it is.
    pub email: String,
    /// The form's token.
    pub csrf: String,
    /// What was typed.
    pub posted: Posted,
}

/// The page.
pub fn profile(page: &Profile) -> Markup {
    let mobile = page.posted.fill(
        Field {
            autocomplete: Some("tel"),
            inputmode: Some("tel"),
            ..Field::text("mobile", "新手机号码")
        }
        .hint("验证码会发送到新手机号码")
        .required(),
    );
    let email = page.posted.fill(
        Field {
            autocomplete: Some("email"),
            inputmode: Some("email"),
            ..Field::text("email", "电子邮箱")
        }
        .value(&page.email),
    );
    html! {
        div class="stack" {
            h1 { "个人信息" }
            (error_summary(page.posted.general(), [&mobile, &email]))
            section class="sheet" {
                h2 { "学籍信息" }
                (facts(&page.facts))
                p class="hint" { "以上信息有误的，请联系学校在就业管理系统中更正。" }
            }
            form class="form sheet" method="post" action="/student/profile/mobile" {
                h2 { "手机号码" }
                p { "现在的手机号码：" strong { (page.mobile) } }
                (csrf_field(&page.csrf))
                (field(&mobile))
                div class="row" { button class="button primary" type="submit" { "获取验证码" } }
            }
            form class="form sheet" method="post" action="/student/profile/email" {
                h2 { "电子邮箱" }
                (csrf_field(&page.csrf))
                (field(&email))
                div class="row" { button class="button primary" type="submit" { "保存邮箱" } }
            }
            p class="faint" { "手机号码和电子邮箱会同步到就业管理系统。" }
        }
    }
}
