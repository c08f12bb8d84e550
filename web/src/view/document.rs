//! The way to an agreement's document.

use maud::{Markup, html};

use super::error::{Failure, failure};
use super::list::Link;

/// The button, where there is a document.
pub fn document(href: Option<&str>) -> Markup {
    html! {
        // A file, not a page: htmx is not to put it into one.
        @if let Some(href) = href {
            a class="button small" href=(href) hx-boost="false" { "下载协议书" }
            a class="button plain small" href="/verify" { "核验协议" }
        }
    }
}

/// The page in the document's place until it is made.
pub fn coming(href: &str) -> Markup {
    failure(&Failure {
        title: "协议书正在生成".into(),
        text: "通常只需几秒钟，请稍后再次下载。".into(),
        ways_out: vec![Link::new("再次下载", href)],
        ..Failure::default()
    })
}
