//! 单位用户: who acts for a company.

use maud::{Markup, html};

use super::form::{Field, Posted, csrf_field, error_summary, field};
use super::table::{Column, table};

/// The users of a company.
#[derive(Clone, Debug, Default)]
pub struct Users {
    /// The users.
    pub items: Vec<User>,
    /// The form's token.
    pub csrf: String,
    /// Where an invitation is posted.
    pub invite: String,
    /// What was typed into it.
    pub posted: Posted,
}

/// A user.
#[derive(Clone, Debug, Default)]
pub struct User {
    /// The sign-in name.
    pub login: String,
    /// 电子邮箱.
    pub email: String,
    /// Since when.
    pub since: String,
    /// It is the one that looks.
    pub own: bool,
    /// The page that removes it; none: the last one stays.
    pub removal: Option<String>,
}

const COLUMNS: [Column; 4] = [
    Column::text("账号"),
    Column::text("电子邮箱"),
    Column::tight("开通时间"),
    Column::tight("操作"),
];

/// The page.
pub fn users(page: &Users) -> Markup {
    let email = page.posted.fill(
        Field {
            autocomplete: Some("off"),
            inputmode: Some("email"),
            ..Field::text("email", "电子邮箱")
        }
        .hint("对方会收到一封邮件，打开其中的链接设置密码后即可登录")
        .required(),
    );
    html! {
        div class="stack" {
            h1 { "单位用户" }
            (error_summary(page.posted.general(), [&email]))
            (table("单位用户", &COLUMNS, page.items.iter().map(row)))
            form class="form sheet" method="post" action=(page.invite) {
                h2 { "邀请新用户" }
                (csrf_field(&page.csrf))
                (field(&email))
                div class="row" { button class="button primary" type="submit" { "发送邀请" } }
            }
        }
    }
}

fn row(user: &User) -> Vec<Markup> {
    vec![
        html! { span { (user.login) @if user.own { " " span class="badge" data-tone="ok" { "本人" } } } },
        html! { span { (user.email) } },
        html! { span { (user.since) } },
        html! {
            @if let Some(href) = &user.removal {
                a href=(href) { "移除" span class="unseen" { "：" (user.login) } }
            } @else { span class="faint" { "唯一用户，不能移除" } }
        },
    ]
}
