//! Pages for what went wrong. Each says what happened in plain words, and offers a way out.

use maud::{Markup, html};

use super::{
    form::{Posted, csrf_field},
    list::Link,
};

/// The heading of who was signed in and is not any more.
pub const SESSION_ENDED: &str = "登录已失效";

/// A page for what went wrong.
#[derive(Clone, Debug, Default)]
pub struct Failure {
    /// The heading.
    pub title: String,
    /// What happened and what to do.
    pub text: String,
    /// The number under which the log keeps the cause.
    pub reference: Option<String>,
    /// Ways out, the best first.
    pub ways_out: Vec<Link>,
}

impl Failure {
    fn new(title: &str, text: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            text: text.into(),
            reference: None,
            ways_out: vec![Link::new("回到首页", "/")],
        }
    }

    /// 403: may be seen, may not be done.
    pub fn forbidden() -> Self {
        Self::new(
            "没有权限进行这项操作",
            "您的账号可以查看，但不能办理这项业务。如需办理，请联系本校就业部门。",
        )
    }

    /// 404: not there, or not the reader's to see; the page tells no difference.
    pub fn not_found() -> Self {
        Self::new(
            "没有找到这个页面",
            "地址可能有误，内容可能已移走，或不在您可以查看的范围内。",
        )
    }

    /// 409: the page was older than the case.
    pub fn conflict(text: impl Into<String>, href: impl Into<String>) -> Self {
        let ways_out = vec![Link::new("查看最新状态", href), Link::new("回到首页", "/")];
        Self {
            ways_out,
            ..Self::new("这件事项已有变化", text)
        }
    }

    /// 413: the body was too large. `form` is where it was posted from, if that is known.
    pub fn too_large(limit: &str, form: Option<&str>) -> Self {
        let text =
            format!("一次最多提交 {limit}，您的操作没有生效。请返回填写页面，减少内容或压缩文件后重新提交。");
        Self::new("提交的内容过大", text).back_to(form)
    }

    /// A form without a good token: expired, or not ours. `form` is where it was posted from, if that is known.
    pub fn stale_form(form: Option<&str>) -> Self {
        let text = "为保护您的账号，本次提交没有生效。请返回填写页面重新提交。";
        Self::new("页面已过期", text).back_to(form)
    }

    /// A form that somebody filled in who is not signed in any more, while somebody else is.
    pub fn other_account() -> Self {
        let text = "这个页面是用另一个账号打开的，与浏览器现在登录的账号不同，本次提交没有生效。如需以原来的账号办理，请先用它重新登录。";
        Self::new("已切换到另一个账号", text)
    }

    fn back_to(mut self, form: Option<&str>) -> Self {
        let way_back = form.map(|href| Link::new("返回填写页面", href));
        self.ways_out.splice(0..0, way_back);
        self
    }

    /// 429: too many tries. `wait` in words: `2 分钟`.
    pub fn too_many(wait: &str) -> Self {
        Self::new("操作过于频繁", format!("请在 {wait} 后再试。"))
    }

    /// 500, with the number under which the cause was logged.
    pub fn internal(reference: impl Into<String>) -> Self {
        let text = "系统出现问题，您的操作没有生效，请稍后再试。如果一直这样，请把下面的编号告诉管理员。";
        Self {
            reference: Some(reference.into()),
            ..Self::new("系统暂时无法处理", text)
        }
    }

    /// The session is over; `href` leads through the sign-in to where one was.
    pub fn session_ended(href: impl Into<String>) -> Self {
        let ways_out = vec![Link::new("重新登录", href)];
        Self {
            ways_out,
            ..Self::new(SESSION_ENDED, "长时间未操作，或已在别处退出。请重新登录后继续。")
        }
    }
}

/// The page.
pub fn failure(failure: &Failure) -> Markup {
    html! {
        div class="narrow failure" {
            h1 { (failure.title) }
            p class="lead" { (failure.text) }
            @if let Some(reference) = &failure.reference { p { "编号：" strong { (reference) } } }
            p class="row" {
                @for (index, link) in failure.ways_out.iter().enumerate() {
                    a class=(if index == 0 { "button primary" } else { "button plain" }) href=(link.href) { (link.label) }
                }
            }
        }
    }
}

/// A form that was sent when nobody was signed in to be heard.
#[derive(Clone, Debug, Default)]
pub struct Unheard {
    /// Where it was sent.
    pub action: String,
    /// Its token.
    pub csrf: String,
    /// What was typed, secrets left out.
    pub typed: Posted,
    /// Where one signs in.
    pub login: String,
}

/// The page of such a form. It holds what was typed, so that whoever signs in beside it sends the form again and loses nothing.
pub fn unheard(form: &Unheard) -> Markup {
    html! {
        div class="narrow failure" {
            h1 { (SESSION_ENDED) }
            p class="lead" { "长时间未操作，或已在别处退出，刚才的提交没有生效。" }
            p { "填写的内容仍在本页：请先在新窗口重新登录，再回到本页继续提交。" }
            form class="row" method="post" action=(form.action) {
                (csrf_field(&form.csrf))
                @for (name, value) in form.typed.values() { input type="hidden" name=(name) value=(value); }
                a class="button primary" href=(form.login) target="_blank" { "重新登录" }
                button class="button" { "已重新登录，继续提交" }
            }
        }
    }
}
