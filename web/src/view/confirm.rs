//! A step in between: says what follows from an act before it is done. Needs no script.

use maud::{Markup, html};

use super::form::{Field, Posted, acting, csrf_field, error_summary, fields};
use super::list::Link;
use super::upload::{UploadField, enter, upload};

/// A confirmation page.
#[derive(Clone, Debug, Default)]
pub struct Confirm {
    /// The question: `同意与星河科技签约？`.
    pub title: String,
    /// What follows, one sentence each.
    pub consequences: Vec<String>,
    /// What has to be written with it, if anything.
    pub fields: Vec<Field>,
    /// The files that come with it, if any.
    pub upload: Option<UploadField>,
    /// What was typed, when it came back.
    pub posted: Posted,
    /// Where it is posted.
    pub action: String,
    /// The form's token.
    pub csrf: String,
    /// The version of the case that the reader saw, where there is one.
    pub version: Option<i64>,
    /// The word of the button: `同意签约`.
    pub button: String,
    /// It cannot be taken back, or it ends something.
    pub grave: bool,
    /// Where one turns back to.
    pub back: Link,
}

/// The page.
pub fn confirm(page: &Confirm) -> Markup {
    confirm_form(page, html! {})
}

/// The page with something to read before the form. With files it is posted plainly: an upload may take longer than a script would
/// wait.
pub fn confirm_form(page: &Confirm, before: Markup) -> Markup {
    let filled = page.posted.fill_all(page.fields.iter().cloned());
    let files = page.upload.as_ref().map(UploadField::summed_up);
    let body = form_body(page, &filled);
    html! {
        div class="narrow stack" {
            h1 { (page.title) }
            (error_summary(page.posted.general(), filled.iter().chain(&files)))
            (before)
            @if page.upload.is_some() {
                form class="sheet form" method="post" action=(page.action) enctype="multipart/form-data" {
                    (csrf_field(&page.csrf))
                    (body)
                }
            } @else {
                (acting(Some("sheet form"), &page.action, &page.csrf, body))
            }
        }
    }
}

fn form_body(page: &Confirm, filled: &[Field]) -> Markup {
    html! {
        @if page.upload.is_some() { (enter()) }
        @if let Some(version) = page.version { input type="hidden" name="version" value=(version); }
        @if !page.consequences.is_empty() {
            ul class="points" { @for sentence in &page.consequences { li { (sentence) } } }
        }
        @if !filled.is_empty() { (fields(filled)) }
        @if let Some(files) = &page.upload { (upload(files)) }
        div class="row" {
            button class=(if page.grave { "button danger" } else { "button primary" }) type="submit" { (page.button) }
            a class="button plain" href=(page.back.href) { (page.back.label) }
        }
    }
}
