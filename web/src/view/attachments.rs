//! What was handed in with a case, in place: pictures with zoom and rotate, documents in the browser's own reader. Without a script
//! every picture is a link to itself.

use maud::{Markup, html};

/// One file.
#[derive(Clone, Debug, Default)]
pub struct Attachment {
    /// Where it is.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Size and time in one line.
    pub about: String,
    /// It is a document of pages, not a picture.
    pub is_document: bool,
}

/// Files of one purpose.
#[derive(Clone, Debug, Default)]
pub struct Attachments {
    /// The guide's word: `就业协议书图像材料`.
    pub title: String,
    /// The files, in their order.
    pub files: Vec<Attachment>,
}

/// Draws the sheet; nothing where there are no files.
pub fn attachments(group: &Attachments) -> Markup {
    html! {
        @if !group.files.is_empty() {
            section class="sheet attachments" {
                h2 { (group.title) span class="faint" { (group.files.len()) " 个文件" } }
                @for file in &group.files { (attachment(file)) }
            }
        }
    }
}

fn attachment(file: &Attachment) -> Markup {
    html! {
        figure class="attachment" data-viewer[!file.is_document] {
            figcaption class="row" {
                a href=(file.href) target="_blank" rel="noopener" { (file.name) }
                span class="faint" { (file.about) }
                @if !file.is_document { (turns()) }
                a class="button small plain" href={ (file.href) "?download=yes" } { "下载" }
            }
            @if file.is_document {
                iframe src=(file.href) title=(file.name) loading="lazy" {}
            } @else {
                div class="frame" tabindex="0" role="group" aria-label=(file.name) {
                    a href=(file.href) target="_blank" rel="noopener" { img src=(file.href) alt=(file.name) loading="lazy" decoding="async"; }
                }
            }
        }
    }
}

/// Shown by the script that knows what to do with them.
fn turns() -> Markup {
    let button = |act: &str, label: &str| html! { button class="button small" type="button" data-view=(act) { (label) } };
    html! {
        span class="row turns" {
            (button("in", "放大")) (button("out", "缩小")) (button("turn", "旋转"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_a_link_to_itself_and_a_document_opens_in_its_reader() {
        let file = |is_document| Attachment {
            href: "/files/attachments/1".into(),
            name: "a".into(),
            about: "1 KB".into(),
            is_document,
        };
        let group = Attachments {
            title: "解约材料".into(),
            files: vec![file(false), file(true)],
        };
        let html = attachments(&group).into_string();
        assert_eq!(html.matches("<img").count(), 1);
        assert_eq!(html.matches("<iframe").count(), 1);
        assert_eq!(html.matches("data-viewer").count(), 1);
        assert_eq!(attachments(&Attachments::default()).into_string(), "");
    }
}
