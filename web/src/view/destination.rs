//! 去向登记: the form of a type, one registration as its student sees it, and all of them.

use maud::{Markup, html};

use super::attachments::{Attachments, attachments};
use super::badge::{Badge, Tone, badge};
use super::facts::{Section, section};
use super::form::{Field, Posted, csrf_field, error_summary, fields, warned_field};
use super::history::{self, Event, Stage, scale, timeline};
use super::icon::{Icon, icon};
use super::list::{Empty, Link, empty};
use super::notice::notice;
use super::upload::{UploadField, enter, upload};
use super::written::acts;

/// The form of a type.
#[derive(Clone, Debug, Default)]
pub struct DestinationForm {
    /// The heading.
    pub title: String,
    /// What has to be known before it is filled in, one sentence each.
    pub notes: Vec<String>,
    /// Why it came back, where it did.
    pub returned: Option<Event>,
    /// What others did to it while the page was open.
    pub changed: Vec<Event>,
    /// The warning about the company, if there is one.
    pub warning: Option<String>,
    /// The credit code of the company that the page warns of.
    pub warned: Option<String>,
    /// The form's token.
    pub csrf: String,
    /// Where it is posted.
    pub action: String,
    /// The version of the case that the form was drawn from.
    pub version: i32,
    /// The type that the form was drawn for.
    pub kind: &'static str,
    /// The fields, by the titles of their groups.
    pub parts: Vec<(String, Vec<Field>)>,
    /// What was typed, and what was wrong with it.
    pub posted: Posted,
    /// What it has to be shown by, any one of these.
    pub proof: Vec<&'static str>,
    /// Where that is uploaded, where anything is.
    pub upload: Option<UploadField>,
    /// The word of its button.
    pub button: String,
    /// Where a draft of it is kept, where it may be.
    pub draft: Option<String>,
    /// Where one turns back to.
    pub back: Link,
}

/// The page with the form.
pub fn form(page: &DestinationForm) -> Markup {
    let parts: Vec<(&str, Vec<Field>)> = page
        .parts
        .iter()
        .map(|(title, fields)| (title.as_str(), page.posted.fill_all(fields.iter().cloned())))
        .collect();
    let upload = page.upload.as_ref().map(UploadField::summed_up);
    let all = parts.iter().flat_map(|(_, fields)| fields).chain(&upload);
    html! {
        div class="stack" {
            div {
                h1 { (page.title) }
                @for note in &page.notes { p class="lead" { (note) } }
            }
            @if !page.changed.is_empty() { (notice(Tone::Wait, "页面打开后的修改", timeline(&page.changed))) }
            @if let Some(returned) = &page.returned {
                (history::returned(returned))
                p class="faint" { "去向类型选错的，请返回后放弃这份申请，再按正确的类型登记。" }
            }
            (error_summary(page.posted.general(), all))
            @if let Some(warning) = &page.warning { (notice(Tone::Bad, warning, html! {})) }
            form class="form" method="post" action=(page.action) enctype=[page.upload.as_ref().map(|_| "multipart/form-data")] {
                (csrf_field(&page.csrf))
                (enter())
                (warned_field(page.warned.as_deref()))
                input type="hidden" name="version" value=(page.version);
                input type="hidden" name="type" value=(page.kind);
                @for (title, group) in &parts {
                    section class="sheet" { h2 { (title) } (fields(group)) }
                }
                (proof(page))
                div class="row" {
                    button class="button primary" type="submit" { (page.button) }
                    @if let Some(draft) = &page.draft {
                        button class="button" type="submit" formaction=(draft) formnovalidate { "保存草稿" }
                    }
                    a class="button plain" href=(page.back.href) { (page.back.label) }
                }
            }
        }
    }
}

fn proof(page: &DestinationForm) -> Markup {
    html! {
        @if let Some(field) = &page.upload {
            section class="sheet" {
                h2 { "证明材料" }
                p { "请上传下列材料中的任意一项：" }
                ul class="points" { @for material in &page.proof { li { (material) } } }
                (upload(field))
            }
        }
    }
}

/// One registration as its student sees it.
#[derive(Clone, Debug, Default)]
pub struct Registered {
    /// The type.
    pub title: String,
    /// Its state.
    pub state: Badge,
    /// The number of the case.
    pub number: String,
    /// Where it stands.
    pub stages: Vec<Stage>,
    /// What to do, or why nothing can be done.
    pub notice: Option<(Tone, String)>,
    /// The warning about the company, if there is one.
    pub warning: Option<String>,
    /// What is registered.
    pub sections: Vec<Section>,
    /// What it is shown by.
    pub files: Vec<Attachments>,
    /// What is waited for, if anything.
    pub awaited: Option<Link>,
    /// What else can be done.
    pub acts: Vec<Link>,
    /// What happened so far, newest first.
    pub history: Vec<Event>,
}

/// The page of one registration.
pub fn registered(page: &Registered) -> Markup {
    html! {
        div class="stack" {
            div {
                p class="row" { (badge(&page.state)) span class="faint" { (page.number) } }
                h1 { (page.title) }
            }
            @if let Some((tone, sentence)) = &page.notice {
                (notice(*tone, sentence, acts(page.awaited.as_ref(), &page.acts)))
            } @else { (acts(page.awaited.as_ref(), &page.acts)) }
            @if let Some(warning) = &page.warning { (notice(Tone::Bad, warning, html! {})) }
            (scale(&page.stages))
            @for part in &page.sections { (section(part)) }
            @for group in &page.files { (attachments(group)) }
            @if !page.history.is_empty() {
                section class="sheet" { h2 { "办理记录" } (timeline(&page.history)) }
            }
        }
    }
}

/// A registration in the list of its student.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// Its page.
    pub href: String,
    /// The type.
    pub title: String,
    /// Its state.
    pub state: Badge,
    /// Since when.
    pub since: String,
}

/// Everything that a student registered.
#[derive(Clone, Debug, Default)]
pub struct Registrations {
    /// Where another begins, where one may.
    pub begin: Option<Link>,
    /// Why none can be begun, where none can.
    pub barred: Option<String>,
    /// The registrations, newest first.
    pub items: Vec<Item>,
}

/// The page with everything that a student registered.
pub fn registrations(page: &Registrations) -> Markup {
    html! {
        div class="narrow stack" {
            div class="head" {
                h1 { "去向登记" }
                @if let Some(begin) = &page.begin { a class="button primary" href=(begin.href) { (begin.label) } }
            }
            p class="lead" { "没有网上签约的，请在这里登记其他毕业去向，上传证明材料，经学校（院系）审核通过后完成登记。" }
            @if let Some(barred) = &page.barred { (notice(Tone::Info, barred, html! {})) }
            @if page.items.is_empty() {
                (empty(&Empty {
                    title: "还没有登记毕业去向".into(),
                    advice: "登记后，可在这里查看审核进度。".into(),
                    way_out: None,
                }))
            } @else {
                section class="sheet" {
                    ul class="cards" {
                        @for item in &page.items {
                            li {
                                a href=(item.href) {
                                    strong { (item.title) }
                                    span class="row" { (badge(&item.state)) }
                                    span class="faint" { (item.since) }
                                    (icon(Icon::Next))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
