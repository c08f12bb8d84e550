//! The list of a module: filter bar, table, pager. Works as a plain GET form; htmx makes it quick.

use maud::{Markup, html};

use super::badge::{Badge, Waiting, badge, waiting};
use super::form::{Field, csrf_field, field};
use super::icon::{Icon, icon};
use super::table::{Column, table};

/// The list of one module.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The module's name: `在线签约管理`.
    pub title: String,
    /// What the column of the cases' subjects is called: `单位`.
    pub subject: &'static str,
    /// What the column of the cases' states is called: `签约状态`.
    pub state: &'static str,
    /// The filters, with what is chosen.
    pub filters: Filters,
    /// How many rows the filters find, in words: `共 128 件`.
    pub count: String,
    /// Downloads of what the filters find: `下载当前查询数据` …
    pub downloads: Vec<Link>,
    /// This page's rows.
    pub rows: Vec<Row>,
    /// The pages before and after.
    pub pager: Pager,
    /// What stands in place of an empty table.
    pub empty: Empty,
}

/// The filter form of a list in which people are searched for. It is posted, since what is typed is somebody's name or
/// number and must not stand in an address.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// Where it is posted.
    pub action: String,
    /// The form's token.
    pub csrf: String,
    /// The list as it is at first.
    pub list: String,
    /// The fields, with what is chosen.
    pub fields: Vec<Field>,
}

/// A link with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub label: String,
    /// The address.
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
        }
    }
}

/// One case of the list.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Address of the case.
    pub href: String,
    /// Case number.
    pub number: String,
    /// The student's name.
    pub student: String,
    /// Student number.
    pub student_number: String,
    /// Department and level: `计算机学院 本科`.
    pub department: String,
    /// The company, or the destination's type.
    pub company: String,
    /// The company is warned.
    pub warned: bool,
    /// The state.
    pub state: Badge,
    /// How long it has waited, while it waits for a reviewer.
    pub waiting: Option<Waiting>,
    /// When it was submitted.
    pub submitted: String,
    /// The word of its link: `鉴证`, `审核` or `查看`.
    pub act: String,
}

/// Keyset paging: there are no page numbers, only neighbours.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
    /// Where we are, in words: `第 51–100 件`.
    pub place: String,
}

/// What an empty list says.
#[derive(Clone, Debug, Default)]
pub struct Empty {
    /// What there is not.
    pub title: String,
    /// What to do about it.
    pub advice: String,
    /// A way out, such as clearing the filters.
    pub way_out: Option<Link>,
}

fn columns(list: &List) -> [Column; 8] {
    [
        Column::tight("学生"),
        Column::tight("学号"),
        Column::text("院系、层次"),
        Column::free(list.subject),
        Column::text(list.state),
        Column::tight("已等待"),
        Column::tight("提交时间"),
        Column::tight("操作"),
    ]
}

/// The page of a list.
pub fn list(list: &List) -> Markup {
    html! {
        div class="head" {
            div class="row" { h1 { (list.title) } p class="faint" role="status" { (list.count) } }
            @if !list.downloads.is_empty() {
                div class="row" {
                    @for link in &list.downloads {
                        a class="button small" href=(link.href) { (icon(Icon::Download)) (link.label) }
                    }
                }
            }
        }
        (posted_filters(&list.filters))
        @if list.rows.is_empty() {
            (empty(&list.empty))
        } @else {
            (table(&list.title, &columns(list), list.rows.iter().map(row)))
        }
        (pager(&list.pager))
    }
}

/// The filter form of a list whose filters may stand in an address.
pub fn filter_bar(action: &str, filters: &[Field]) -> Markup {
    filter_form(
        "get",
        action,
        action,
        html! { @for filter in filters { (field(filter)) } },
    )
}

/// The filter form of a list in which people are searched for.
pub fn posted_filters(filters: &Filters) -> Markup {
    let body = html! {
        (csrf_field(&filters.csrf))
        @for filter in &filters.fields { (field(filter)) }
    };
    filter_form("post", &filters.action, &filters.list, body)
}

fn filter_form(method: &str, action: &str, list: &str, body: Markup) -> Markup {
    html! {
        form class="filter" method=(method) action=(action) role="search" aria-label="筛选"
            hx-boost="true" hx-target="#main" hx-swap="innerMorph" hx-indicator="#progress"
            hx-trigger="submit, change target:select, input delay:400ms target:input" {
            (body)
            div class="row" {
                button class="button primary" type="submit" { (icon(Icon::Search)) "查询" }
                a class="button plain" href=(list) { "清空条件" }
            }
        }
    }
}

fn row(row: &Row) -> Vec<Markup> {
    vec![
        html! { a href=(row.href) { (row.student) } },
        html! { span { (row.student_number) } },
        html! { span { (row.department) } },
        html! { span { (row.company) @if row.warned { " " span class="badge" data-tone="bad" { "预警" } } } },
        html! { (badge(&row.state)) },
        html! { @if let Some(time) = &row.waiting { (waiting(time)) } @else { span class="faint" { "—" } } },
        html! { span { (row.submitted) } },
        html! { a href=(row.href) { (row.act) span class="unseen" { "：" (row.student) } } },
    ]
}

/// What stands in place of an empty list.
pub fn empty(empty: &Empty) -> Markup {
    html! {
        div class="empty" {
            h2 { (empty.title) }
            p class="faint" { (empty.advice) }
            @if let Some(link) = &empty.way_out { p { a href=(link.href) { (link.label) } } }
        }
    }
}

/// The links to the neighbouring pages; nothing where there are none.
pub fn pager(pager: &Pager) -> Markup {
    html! {
        @if pager.previous.is_some() || pager.next.is_some() {
            nav class="pager" aria-label="翻页" {
                span { @if let Some(href) = &pager.previous { (page_link(href, "prev", html! { (icon(Icon::Previous)) "上一页" })) } }
                span class="faint" { (pager.place) }
                span { @if let Some(href) = &pager.next { (page_link(href, "next", html! { "下一页" (icon(Icon::Next)) })) } }
            }
        }
    }
}

fn page_link(href: &str, rel: &str, words: Markup) -> Markup {
    html! {
        a class="button" href=(href) rel=(rel) hx-boost="true" hx-target="#main"
            hx-swap="innerHTML show:top showTarget:#main" hx-indicator="#progress" { (words) }
    }
}
