//! 签约设置 of a school. What cannot be changed is disabled and says why.

use maud::{Markup, html};

use crate::view::badge::{Badge, Tone, badge};
use crate::view::facts::{Section, facts};
use crate::view::form::{Field, acting, error_summary, fields};
use crate::view::icon::{Icon, icon};
use crate::view::notice::{alert, notice};

/// The page of a school.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// School and cohort.
    pub school: String,
    /// What the province has set.
    pub form: Badge,
    /// The province has set nothing yet, so nothing can be switched on.
    pub closed: bool,
    /// Somebody changed the settings while the page was open.
    pub overtaken: Option<Overtaken>,
    /// The settings, filled in.
    pub groups: Vec<Group>,
    /// Where they are posted.
    pub action: String,
    /// The form's token.
    pub csrf: String,
    /// What the page was drawn from.
    pub version: i32,
    /// Who changed them last, in words.
    pub last: Option<String>,
    /// 协议经办人信息, one section a scope.
    pub handlers: Vec<Section>,
    /// What of it is still to be set.
    pub choices: Vec<HandlerChoice>,
}

/// Settings under one heading.
#[derive(Clone, Debug)]
pub struct Group {
    /// The guide's heading.
    pub title: &'static str,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// What somebody else changed.
#[derive(Clone, Debug)]
pub struct Overtaken {
    /// Who, when, and that nothing was saved.
    pub title: String,
    /// Each change in words.
    pub changes: Vec<String>,
}

/// A way to set a handler.
#[derive(Clone, Debug)]
pub struct HandlerChoice {
    /// `设置全校统一协议经办人`.
    pub label: &'static str,
    /// The page with its form.
    pub href: String,
    /// Why it is not to be had.
    pub lock: Option<String>,
}

/// The page.
pub fn settings(page: &Settings) -> Markup {
    html! {
        div class="head" {
            h1 { "签约设置" }
            p class="faint" { (page.school) }
        }
        div class="stack" {
            @if let Some(overtaken) = &page.overtaken { (by_another(overtaken)) }
            (error_summary(None, page.groups.iter().flat_map(|group| &group.fields)))
            @if page.closed {
                (notice(Tone::Wait, "省级用户尚未设置本省高校就业协议书类型", html! {
                    p { "设置为两方协议或三方协议后，学校用户才可开启使用网签平台。请联系省级用户。" }
                }))
            }
            (acting(Some("form"), &page.action, &page.csrf, html! {
                input type="hidden" name="version" value=(page.version);
                section class="sheet" {
                    h2 { "就业协议书类型" (badge(&page.form)) }
                    p class="hint" { "由省级用户设置，本省高校统一使用。" }
                }
                @for group in &page.groups {
                    section class="sheet" { h2 { (group.title) } (fields(&group.fields)) }
                }
                div class="row" {
                    button class="button primary" type="submit" { "保存" }
                    @if let Some(last) = &page.last { span class="faint" { (last) } }
                }
            }))
            (handlers(page))
        }
    }
}

fn by_another(overtaken: &Overtaken) -> Markup {
    let body = html! {
        ul { @for change in &overtaken.changes { li { (change) } } }
        p { "以下是您填写的内容，核对后可再次保存。" }
    };
    alert(Tone::Wait, &overtaken.title, body)
}

fn handlers(page: &Settings) -> Markup {
    html! {
        section class="sheet stack" {
            div {
                h2 { "协议经办人信息" }
                p class="hint" { "所填写内容将会展示在学生就业协议上，一经提交不可再修改。" }
            }
            @for handler in &page.handlers {
                div { h3 { (handler.title) } (facts(&handler.facts)) }
            }
            @if !page.choices.is_empty() {
                ul class="stack" {
                    @for choice in &page.choices { li { (handler_choice(choice)) } }
                }
            }
        }
    }
}

fn handler_choice(choice: &HandlerChoice) -> Markup {
    html! {
        @if let Some(reason) = &choice.lock {
            button class="button" type="button" disabled { (choice.label) }
            p class="lock" { (icon(Icon::Lock)) " " (reason) }
        } @else {
            a class="button" href=(choice.href) { (choice.label) }
        }
    }
}
