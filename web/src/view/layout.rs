//! The document around every screen: header, navigation, main, footer.

use maud::{DOCTYPE, Markup, html};

use super::badge::Tone;
use super::form::csrf_field;
use super::icon::{Icon, icon};
use super::list::Link;
use super::notice::notice;

/// What htmx is told. It adds no stylesheet of its own, and answers outside our origin are refused.
const HTMX_CONFIG: &str = r#"{"includeIndicatorCSS":false,"mode":"same-origin","defaultTimeout":20000}"#;

/// Everything of a document that is not its body.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The page's own name; the platform's is added.
    pub title: String,
    /// Who is signed in, if anyone.
    pub account: Option<Account>,
    /// The modules open to the reader.
    pub nav: Nav,
    /// The token that every form posts back.
    pub csrf: String,
    /// What the last act said, shown once.
    pub flash: Option<Flash>,
    /// Light or dark, as the reader's cookie says.
    pub theme: Theme,
    /// Where the hashed files are.
    pub assets: Assets,
}

/// Addresses of the embedded files, with their content hash.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The stylesheet.
    pub css: String,
    /// Our own script.
    pub js: String,
    /// htmx.
    pub htmx: String,
    /// Its extension for streams.
    pub sse: String,
    /// The icon of the browser's tab.
    pub icon: String,
}

/// The signed-in account as the header shows it.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// The person's or company's name.
    pub name: String,
    /// The role in words: `学校用户 · 全部层次`.
    pub role: String,
    /// The school, department or province that the account stands for.
    pub of: Option<String>,
    /// A school's department for employment helps it.
    pub has_school: bool,
    /// Address of the employment system, for staff.
    pub employment_system: Option<String>,
    /// The guide for this role, to be downloaded.
    pub guide: Option<Link>,
}

/// The navigation of a role.
#[derive(Clone, Debug, Default)]
pub struct Nav {
    /// A rail beside the page, for roles with many modules; otherwise a bar under the header.
    pub rail: bool,
    /// The modules, in order.
    pub items: Vec<NavItem>,
}

/// One module of the navigation.
#[derive(Clone, Debug, Default)]
pub struct NavItem {
    /// The guide's name.
    pub label: String,
    /// Its address.
    pub href: String,
    /// How many cases wait there, where that is known.
    pub count: Option<u64>,
    /// The page shown belongs to this module.
    pub current: bool,
}

/// What the last act said.
#[derive(Clone, Debug)]
pub struct Flash {
    /// How it ended.
    pub tone: Tone,
    /// One sentence.
    pub text: String,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the reader's system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Reads the value of the `theme` cookie that the page's script writes; anything unknown is [`Theme::System`].
    pub fn from_cookie(value: &str) -> Self {
        match value {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// The full document.
pub fn page(page: &Page, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="zh-CN" data-theme=[page.theme.attribute()] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="htmx-config" content=(HTMX_CONFIG);
                (title(page))
                link rel="icon" href=(page.assets.icon);
                link rel="stylesheet" href=(page.assets.css);
                script src=(page.assets.htmx) defer {}
                script src=(page.assets.sse) defer {}
                script src=(page.assets.js) defer {}
            }
            body data-nav=(if page.nav.rail { "rail" } else { "bar" }) {
                a class="skip" href="#main" { "跳到正文" }
                div id="progress" class="progress" aria-hidden="true" {}
                (header(page))
                div id="offline" class="notice" data-tone="bad" role="alert" hidden {
                    (icon(Icon::Bad)) p { "网络不通，刚才的操作没有完成，请稍后再试。" }
                }
                div class="shell" {
                    @if !page.nav.items.is_empty() { (nav(&page.nav)) }
                    main id="main" tabindex="-1" { (flash(page)) (body) }
                }
                footer class="foot" {
                    span { "全国高校毕业生网上签约与毕业去向登记平台" }
                    @if page.account.as_ref().is_none_or(|account| account.has_school) {
                        span { "遇到问题请联系本校就业部门" }
                    }
                    @if let Some(guide) = page.account.as_ref().and_then(|account| account.guide.as_ref()) {
                        a href=(guide.href) download { (guide.label) }
                    }
                }
            }
        }
    }
}

/// The same body without the document, for htmx to put into `#main`. Its title becomes the window's.
pub fn fragment(page: &Page, body: Markup) -> Markup {
    html! { (title(page)) (flash(page)) (body) }
}

fn title(page: &Page) -> Markup {
    html! { title { (page.title) " · 网签平台" } }
}

fn flash(page: &Page) -> Markup {
    html! {
        @if let Some(flash) = &page.flash {
            div role="status" { (notice(flash.tone, &flash.text, html! {})) }
        }
    }
}

fn header(page: &Page) -> Markup {
    html! {
        header class="top" {
            a class="brand" href="/" {
                span class="seal" aria-hidden="true" { "签" }
                span { "网签平台" }
            }
            @if let Some(of) = page.account.as_ref().and_then(|account| account.of.as_ref()) {
                span class="whose" { (of) }
            }
            @if let Some(href) = page.account.as_ref().and_then(|account| account.employment_system.as_ref()) {
                a class="handoff" href=(href) rel="noreferrer" { "前往就业管理系统 " (icon(Icon::Away)) }
            }
            div class="top-end" {
                button type="button" class="button plain small" data-theme-toggle {
                    (icon(Icon::Theme)) span class="unseen" { "切换深浅色" }
                }
                @if let Some(account) = &page.account { (account_menu(account, &page.csrf)) }
            }
        }
    }
}

fn account_menu(account: &Account, csrf: &str) -> Markup {
    html! {
        details class="menu" {
            summary { (icon(Icon::Person)) span class="menu-name" { (account.name) } (icon(Icon::Down)) }
            div class="menu-sheet" {
                p { strong { (account.name) } br; span class="faint" { (account.role) } }
                p { a href="/account/sessions" { "登录设备" } }
                form method="post" action="/logout" {
                    (csrf_field(csrf))
                    button class="button" type="submit" { "退出登录" }
                }
            }
        }
    }
}

fn nav(nav: &Nav) -> Markup {
    html! {
        nav class="nav" aria-label="主导航" {
            ul {
                @for item in &nav.items {
                    li {
                        a href=(item.href) aria-current=[item.current.then_some("page")] {
                            (item.label)
                            @if let Some(count) = item.count {
                                span class="count" { (count) span class="unseen" { " 件待处理" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_is_the_body_of_the_page() {
        let shell = Page {
            title: "首页".into(),
            ..Page::default()
        };
        let body = || html! { h1 { "首页" } };
        let part = fragment(&shell, body()).into_string();
        let inner = part
            .strip_prefix("<title>首页 · 网签平台</title>")
            .expect("the title comes first");
        assert!(
            page(&shell, body())
                .into_string()
                .contains(&format!("{inner}</main>"))
        );
    }

    #[test]
    fn an_unknown_theme_follows_the_system() {
        assert_eq!(Theme::from_cookie("\" onload=\"x"), Theme::System);
    }
}
