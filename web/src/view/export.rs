//! Before a list is taken away: what is in it, and how it is wanted. A plain form, since its answer is a file.

use maud::{Markup, html};

use super::form::{Field, Posted, csrf_field, error_summary, fields};
use super::icon::{Icon, icon};
use super::list::Link;

/// The page.
#[derive(Clone, Debug, Default)]
pub struct Export {
    /// 下载当前查询数据 or 导出退回修改学生名单.
    pub title: String,
    /// What is in it, one sentence each.
    pub what: Vec<String>,
    /// How it is wanted.
    pub fields: Vec<Field>,
    /// What was typed.
    pub posted: Posted,
    /// Where it is posted.
    pub action: String,
    /// The form's token.
    pub csrf: String,
    /// The way back.
    pub back: Link,
}

/// Draws it.
pub fn export(page: &Export) -> Markup {
    let filled = page.posted.fill_all(page.fields.iter().cloned());
    html! {
        div class="narrow stack" {
            h1 { (page.title) }
            (error_summary(page.posted.general(), &filled))
            form class="sheet form" method="post" action=(page.action) {
                (csrf_field(&page.csrf))
                ul class="points" { @for sentence in &page.what { li { (sentence) } } }
                (fields(&filled))
                div class="row" {
                    button class="button primary" type="submit" { (icon(Icon::Download)) "下载" }
                    a class="button plain" href=(page.back.href) { (page.back.label) }
                }
                p class="faint" { "每次下载都会记入审计日志。请妥善保管，用后及时删除。" }
            }
        }
    }
}
