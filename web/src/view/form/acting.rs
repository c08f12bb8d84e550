//! A form that acts.

use maud::{Markup, html};

use super::csrf_field;

/// Draws a form that acts, with its token. With a script its answer takes the place of the page, and the second half of a double
/// click is dropped: htmx would send it after the first was answered. A refusal leaves the address as it is, since it may be one
/// that answers only to POST.
pub fn acting(class: Option<&str>, action: &str, csrf: &str, body: Markup) -> Markup {
    html! {
        form class=[class] method="post" action=(action)
            hx-boost="true" hx-sync="drop" hx-target="#main" hx-indicator="#progress" hx-status:4xx="push:false" {
            (csrf_field(csrf))
            (body)
        }
    }
}
