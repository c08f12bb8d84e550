//! The invitations that a company is still writing.

use maud::{Markup, html};

use super::list::{Empty, empty};
use super::table::{Column, table};

/// The drafts of a company.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    /// What becomes of drafts.
    pub note: String,
    /// The drafts.
    pub rows: Vec<DraftRow>,
    /// Address of the form.
    pub invite: String,
}

/// One draft.
#[derive(Clone, Debug, Default)]
pub struct DraftRow {
    /// Where one goes on writing.
    pub href: String,
    /// Whom it is to invite.
    pub student: String,
    /// The post.
    pub post: String,
    /// When it was last saved.
    pub saved: String,
    /// Where it is dropped.
    pub removal: String,
}

const COLUMNS: [Column; 4] = [
    Column::text("学生"),
    Column::free("职位名称"),
    Column::tight("保存时间"),
    Column::tight("操作"),
];

/// The page.
pub fn list(page: &Drafts) -> Markup {
    html! {
        div class="head" {
            div { h1 { "草稿" } p class="lead" { (page.note) } }
            a class="button primary" href=(page.invite) { "发起签约邀请" }
        }
        @if page.rows.is_empty() {
            (empty(&Empty {
                title: "没有草稿".into(),
                advice: "填写签约邀请时可以保存草稿，以后继续填写。".into(),
                way_out: None,
            }))
        } @else {
            (table("草稿", &COLUMNS, page.rows.iter().map(|row| vec![
                html! { a href=(row.href) { (row.student) } },
                html! { span { (row.post) } },
                html! { span { (row.saved) } },
                html! { a href=(row.removal) { "删除" span class="unseen" { "：" (row.student) } } },
            ])))
        }
    }
}
