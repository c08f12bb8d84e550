//! The way to an agreement's document.

use maud::{Markup, html};

/// 协议书, or that it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// Where it is.
    At(String),
    /// It is being made.
    Coming,
}

/// The button, or a word in its place.
pub fn document(known: Option<&Document>) -> Markup {
    html! {
        @match known {
            // A file, not a page: htmx is not to put it into one.
            Some(Document::At(href)) => a class="button small" href=(href) hx-boost="false" download { "下载协议书" },
            Some(Document::Coming) => span class="faint" { "协议书正在生成，请稍后刷新" },
            None => {}
        }
    }
}
