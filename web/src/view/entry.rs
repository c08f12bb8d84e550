//! Pages before and beside sign-in: one form on a sheet, or a few sentences in place of it.

use maud::{Markup, html};

use super::badge::Tone;
use super::form::{Field, Posted, csrf_field, error_summary, fields};
use super::list::Link;
use super::notice::notice;
use super::upload::{UploadField, enter, upload};

/// A page with one form.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The heading.
    pub title: String,
    /// What it is for, one sentence each.
    pub lead: Vec<String>,
    /// Where it is posted.
    pub action: String,
    /// The form's token.
    pub csrf: String,
    /// What is posted unseen.
    pub hidden: Vec<(&'static str, String)>,
    /// The fields.
    pub fields: Vec<Field>,
    /// A field for files after them.
    pub upload: Option<UploadField>,
    /// What was typed, and what was wrong with it.
    pub posted: Posted,
    /// The word of the button.
    pub button: String,
    /// Other ways.
    pub links: Vec<Link>,
    /// As wide as a page, for long forms.
    pub wide: bool,
}

/// The page.
pub fn entry(page: &Entry) -> Markup {
    let filled = page.posted.fill_all(page.fields.iter().cloned());
    let summed_up = page.upload.as_ref().map(UploadField::summed_up);
    html! {
        div class=(if page.wide { "stack" } else { "entry" }) {
            h1 { (page.title) }
            @for sentence in &page.lead { p class="lead" { (sentence) } }
            (error_summary(page.posted.general(), filled.iter().chain(&summed_up)))
            form class="form sheet" method="post" action=(page.action)
                enctype=[page.upload.as_ref().map(|_| "multipart/form-data")] {
                (csrf_field(&page.csrf))
                @if page.upload.is_some() { (enter()) }
                @for (name, value) in &page.hidden { input type="hidden" name=(name) value=(value); }
                (fields(&filled))
                @if let Some(files) = &page.upload { (upload(files)) }
                div class="row" { button class="button primary" type="submit" { (page.button) } }
            }
            (links(&page.links))
        }
    }
}

/// A page that says something in place of a form.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The heading.
    pub title: String,
    /// Good news, or bad.
    pub tone: Tone,
    /// The news in a sentence.
    pub news: String,
    /// What to do next, one sentence each.
    pub next: Vec<String>,
    /// Ways on.
    pub links: Vec<Link>,
}

/// The page.
pub fn told(page: &Told) -> Markup {
    html! {
        div class="entry" {
            h1 { (page.title) }
            (notice(page.tone, &page.news, html! { @for sentence in &page.next { p { (sentence) } } }))
            (links(&page.links))
        }
    }
}

fn links(links: &[Link]) -> Markup {
    html! {
        @if !links.is_empty() {
            nav class="row" aria-label="相关操作" { @for link in links { a href=(link.href) { (link.label) } } }
        }
    }
}
