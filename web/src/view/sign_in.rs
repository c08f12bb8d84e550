//! The three doors and their sign-in pages.

use maud::{Markup, html};

use super::form::{Field, Posted, csrf_field, error_summary, field};
use super::icon::{Icon, icon};

/// Through which door one signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Schools, departments, provinces and operators.
    Staff,
    /// Students.
    Student,
    /// Companies.
    Company,
}

impl Door {
    const ALL: [Self; 3] = [Self::Staff, Self::Student, Self::Company];

    /// The guide's name of the door.
    pub fn title(self) -> &'static str {
        match self {
            Self::Staff => "学校登录",
            Self::Student => "学生登录",
            Self::Company => "单位登录",
        }
    }

    /// Its address.
    pub fn href(self) -> &'static str {
        match self {
            Self::Staff => "/login/staff",
            Self::Student => "/login/student",
            Self::Company => "/login/company",
        }
    }

    fn who(self) -> &'static str {
        match self {
            Self::Staff => "学校、院系和省级用户，使用就业管理系统账号",
            Self::Student => "应届毕业生签约、登记去向，往届查看记录",
            Self::Company => "用人单位向毕业生发起签约邀请、办理解约",
        }
    }

    /// What else can be done before signing in.
    fn ways(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Staff => &[("忘记密码", "/password/staff")],
            Self::Student => &[
                ("首次登录，激活账号", "/activation"),
                ("忘记密码", "/password/student"),
            ],
            Self::Company => &[
                ("用人单位注册", "/registration"),
                ("忘记密码", "/password/company"),
            ],
        }
    }

    fn account(self) -> &'static str {
        match self {
            Self::Staff => "就业管理系统账号",
            Self::Student => "激活后为考生号",
            Self::Company => "注册时填写的电子邮箱",
        }
    }
}

/// A sign-in page. Fields are `username` and `password`.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The door.
    pub door: Door,
    /// What follows the address of every door, so that it remembers which page was wanted: `?to=…`, or nothing.
    pub query: String,
    /// The form's token.
    pub csrf: String,
    /// What was typed; the general error says why it was refused.
    pub posted: Posted,
}

/// The page on which one chooses a door. `query` follows the address of each.
pub fn chooser(query: &str) -> Markup {
    html! {
        div class="entry" {
            h1 { "高校毕业生网上签约" wbr; "与毕业去向登记" }
            p class="lead" { "选择您的身份登录。" }
            ul class="doors" {
                @for door in Door::ALL {
                    li {
                        a href={ (door.href()) (query) } {
                            strong { (door.title()) }
                            span class="faint" { (door.who()) }
                            (icon(Icon::Next))
                        }
                    }
                }
            }
            (verify())
        }
    }
}

/// Anyone may check an agreement, whether or not they have an account.
fn verify() -> Markup {
    html! { p class="faint" { "手中有就业协议书？" a href="/verify" { "核验协议" } } }
}

/// One sign-in page.
pub fn sign_in(page: &SignIn) -> Markup {
    let username = page.posted.fill(
        Field {
            autocomplete: Some("username"),
            autofocus: page.posted.general().is_none(),
            ..Field::text("username", "账号")
        }
        .hint(page.door.account())
        .required(),
    );
    let password = page.posted.fill(Field::password("password", "密码").required());
    html! {
        div class="entry" {
            h1 { (page.door.title()) }
            (error_summary(page.posted.general(), [&username, &password]))
            form class="form sheet" method="post" action={ (page.door.href()) (page.query) } {
                (csrf_field(&page.csrf))
                (field(&username))
                (field(&password))
                button class="button primary" type="submit" { "登录" }
            }
            nav class="row" aria-label="注册与密码" {
                @for (label, href) in page.door.ways() { a href=(href) { (label) } }
            }
            nav class="row faint" aria-label="其他登录入口" {
                @for door in Door::ALL.into_iter().filter(|door| *door != page.door) {
                    a href={ (door.href()) (page.query) } { (door.title()) }
                }
            }
            (verify())
        }
    }
}
