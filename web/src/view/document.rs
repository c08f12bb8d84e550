//! The way to an agreement's document.

use maud::{Markup, html};

use super::error::{Failure, failure};
use super::list::Link;

/// Where a document is, and where anyone may check it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The document.
    pub href: String,
    /// What the platform says of its number.
    pub verify: String,
}

/// The buttons, where there is a document.
pub fn document(document: Option<&Document>) -> Markup {
    html! {
        // A file, not a page: htmx is not to put it into one.
        @if let Some(document) = document {
            a class="button small" href=(document.href) hx-boost="false" { "下载协议书" }
            a class="button plain small" href=(document.verify) { "核验协议" }
        }
    }
}

/// The page in the document's place until it is made, which asks for it again by itself. `back` is the page of its case.
pub fn coming(href: &str, back: &str) -> Markup {
    failure(&Failure {
        title: "协议书正在生成".into(),
        text: "通常只需几秒钟，生成后自动下载。".into(),
        ways_out: vec![Link::new("再次下载", href), Link::new("返回", back)],
        ..Failure::default()
    })
}
