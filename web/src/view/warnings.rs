//! 预警单位管理: the companies that a school has marked, and finding one to mark.

use maud::{Markup, html};

use super::badge::{Badge, badge};
use super::form::Field;
use super::list::{Empty, Pager, empty, filter_bar, pager};
use super::table::{Column, table};

/// The list.
#[derive(Clone, Debug, Default)]
pub struct Warnings {
    /// The filters, with what is chosen.
    pub filters: Vec<Field>,
    /// Where a company is marked.
    pub new: String,
    /// This page's marks.
    pub marks: Vec<Mark>,
    /// The pages before and after.
    pub pager: Pager,
    /// What stands in place of an empty list.
    pub empty: Empty,
}

/// A mark.
#[derive(Clone, Debug, Default)]
pub struct Mark {
    /// 单位名称.
    pub name: String,
    /// 统一社会信用代码.
    pub credit_code: String,
    /// 预警原因.
    pub reason: String,
    /// The particulars.
    pub explanation: String,
    /// When, and by whom.
    pub marked: String,
    /// 预警中 or 已撤销.
    pub state: Badge,
    /// When it was taken back, and by whom.
    pub withdrawn: Option<String>,
    /// Where it is taken back, while it stands.
    pub withdrawal: Option<String>,
}

/// Finding a company.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The title.
    pub title: String,
    /// Where it is looked for.
    pub action: String,
    /// What is looked for.
    pub fields: Vec<Field>,
    /// What was found; none: nothing was looked for.
    pub found: Option<Vec<Found>>,
    /// What stands in place of an empty answer.
    pub empty: Empty,
    /// The way back.
    pub back: String,
}

/// A company that was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// 单位名称.
    pub name: String,
    /// 统一社会信用代码.
    pub credit_code: String,
    /// 单位所在地.
    pub region: String,
    /// Where it is marked; none: the school has marked it.
    pub href: Option<String>,
}

const COLUMNS: [Column; 6] = [
    Column::text("单位名称"),
    Column::tight("统一社会信用代码"),
    Column::text("预警原因"),
    Column::text("标记"),
    Column::tight("状态"),
    Column::tight("操作"),
];

const FOUND: [Column; 4] = [
    Column::text("单位名称"),
    Column::tight("统一社会信用代码"),
    Column::text("单位所在地"),
    Column::tight("操作"),
];

/// Draws the list.
pub fn warnings(page: &Warnings) -> Markup {
    html! {
        div class="head" {
            h1 { "预警单位管理" }
            a class="button primary" href=(page.new) { "标记预警单位" }
        }
        (filter_bar("/warnings", &page.filters))
        @if page.marks.is_empty() {
            (empty(&page.empty))
        } @else {
            (table("预警单位", &COLUMNS, page.marks.iter().map(row)))
        }
        (pager(&page.pager))
    }
}

fn row(mark: &Mark) -> Vec<Markup> {
    vec![
        html! { span { (mark.name) } },
        html! { span { (mark.credit_code) } },
        html! { span { strong { (mark.reason) } br; (mark.explanation) } },
        html! { span { (mark.marked) } },
        html! {
            span {
                (badge(&mark.state))
                @if let Some(withdrawn) = &mark.withdrawn { br; span class="faint" { (withdrawn) } }
            }
        },
        html! {
            @if let Some(href) = &mark.withdrawal {
                a href=(href) { "撤销预警" span class="unseen" { "：" (mark.name) } }
            } @else { span class="faint" { "—" } }
        },
    ]
}

/// Draws the search.
pub fn search(page: &Search) -> Markup {
    html! {
        div class="head" {
            h1 { (page.title) }
            a class="button small" href=(page.back) { "返回" }
        }
        (filter_bar(&page.action, &page.fields))
        @match page.found.as_deref() {
            None => p class="faint" { "先查找要标记的单位。" },
            Some([]) => (empty(&page.empty)),
            Some(found) => (table("单位", &FOUND, found.iter().map(found_row))),
        }
    }
}

fn found_row(found: &Found) -> Vec<Markup> {
    vec![
        html! { span { (found.name) } },
        html! { span { (found.credit_code) } },
        html! { span { (found.region) } },
        html! {
            @if let Some(href) = &found.href {
                a href=(href) { "标记为预警单位" span class="unseen" { "：" (found.name) } }
            } @else { span class="badge" data-tone="bad" { "本校已标记" } }
        },
    ]
}
