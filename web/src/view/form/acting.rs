//! A form that acts.

use maud::{Markup, html};

use super::csrf_field;

/// After which answers the browser keeps the address that it has: a refused form may answer only to POST.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// None.
    Never,
    /// 422: the form itself, again.
    Unprocessable,
    /// Every refusal.
    Refused,
}

/// Draws a form that acts, with its token. With a script its answer takes the place of the page, and the second half of a double
/// click is dropped: htmx would send it after the first was answered.
pub fn acting(class: Option<&str>, action: &str, csrf: &str, stays: Stays, body: Markup) -> Markup {
    let after = |which| (stays == which).then_some("push:false");
    html! {
        form class=[class] method="post" action=(action)
            hx-boost="true" hx-sync="drop" hx-target="#main" hx-indicator="#progress"
            hx-status:422=[after(Stays::Unprocessable)] hx-status:4xx=[after(Stays::Refused)] {
            (csrf_field(csrf))
            (body)
        }
    }
}
