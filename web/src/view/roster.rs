//! 学生名单管理: the list, and one student with all that the roster says.

use maud::{Markup, html};

use super::badge::{Badge, Tone, badge};
use super::facts::{Section, section};
use super::form::csrf_field;
use super::icon::{Icon, icon};
use super::list::{Empty, Filters, Pager, empty, pager, posted_filters};
use super::notice::notice;
use super::table::{Column, table};

/// The list.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// The filters, with what is chosen.
    pub filters: Filters,
    /// How many students there are, in words.
    pub count: String,
    /// Where the roster is managed.
    pub employment_system: String,
    /// Why the students of this cohort cannot act, where they cannot.
    pub earlier: Option<String>,
    /// 院系 of officers that no student has.
    pub unmatched: Vec<String>,
    /// This page's students.
    pub rows: Vec<Row>,
    /// The pages before and after.
    pub pager: Pager,
    /// What stands in place of an empty table.
    pub empty: Empty,
}

/// A student of the list.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The student's page.
    pub href: String,
    /// 姓名.
    pub name: String,
    /// 学号.
    pub number: String,
    /// 院系.
    pub department: String,
    /// 专业.
    pub major: String,
    /// 学历.
    pub education: String,
    /// 培养方式.
    pub training: String,
    /// The state of the case that takes the student's place.
    pub state: Option<Badge>,
    /// That case's page.
    pub case: Option<String>,
}

/// One student.
#[derive(Clone, Debug, Default)]
pub struct Student {
    /// 姓名.
    pub name: String,
    /// 学号.
    pub number: String,
    /// What bears on everything the student could do, one sentence each.
    pub notices: Vec<String>,
    /// The roster data.
    pub sections: Vec<Section>,
    /// How numbers are shown in full, while they are masked.
    pub reveal: Option<Reveal>,
    /// Where wrong data is mended.
    pub employment_system: String,
    /// The student's cases, newest first.
    pub cases: Vec<Case>,
}

/// Showing numbers in full, which leaves a trace.
#[derive(Clone, Debug, Default)]
pub struct Reveal {
    /// Where it is posted.
    pub action: String,
    /// The form's token.
    pub csrf: String,
}

/// A case of the student.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The kind.
    pub kind: String,
    /// 单位 or 去向类别.
    pub subject: String,
    /// The state.
    pub state: Badge,
    /// Since when it is in it.
    pub time: String,
    /// Its page.
    pub href: Option<String>,
}

const COLUMNS: [Column; 8] = [
    Column::tight("姓名"),
    Column::tight("学号"),
    Column::text("院系"),
    Column::text("专业"),
    Column::tight("学历"),
    Column::text("培养方式"),
    Column::text("签约或去向"),
    Column::tight("操作"),
];

const CASES: [Column; 4] = [
    Column::tight("事项"),
    Column::free("单位或去向"),
    Column::text("状态"),
    Column::tight("进入状态时间"),
];

/// Draws the list.
pub fn roster(page: &Roster) -> Markup {
    html! {
        div class="head" {
            div class="row" { h1 { "学生名单管理" } p class="faint" role="status" { (page.count) } }
            a class="button small" href=(page.employment_system) rel="noreferrer" { "前往就业管理系统 " (icon(Icon::Away)) }
        }
        @if !page.unmatched.is_empty() {
            (notice(Tone::Wait, "有院系用户的院系名称与学生名单不一致", html! {
                p { "下列院系在应届学生名单中没有学生：" (page.unmatched.join("、")) "。" a href="/accounts" { "查看账号" } }
            }))
        }
        @if let Some(sentence) = &page.earlier { (notice(Tone::Info, sentence, html! {})) }
        (posted_filters(&page.filters))
        @if page.rows.is_empty() {
            (empty(&page.empty))
        } @else {
            (table("学生名单", &COLUMNS, page.rows.iter().map(row)))
        }
        (pager(&page.pager))
    }
}

fn row(row: &Row) -> Vec<Markup> {
    vec![
        html! { a href=(row.href) { (row.name) } },
        html! { span { (row.number) } },
        html! { span { (row.department) } },
        html! { span { (row.major) } },
        html! { span { (row.education) } },
        html! { span { (row.training) } },
        html! {
            @match (&row.state, &row.case) {
                (Some(state), Some(href)) => a href=(href) { (badge(state)) span class="unseen" { "：" (row.name) } },
                (Some(state), None) => (badge(state)),
                (None, _) => span class="faint" { "待就业" },
            }
        },
        html! { a href=(row.href) { "详细" span class="unseen" { "：" (row.name) } } },
    ]
}

/// Draws one student.
pub fn student(page: &Student) -> Markup {
    html! {
        div class="stack" {
            div class="head" {
                div class="row" { h1 { (page.name) } span class="faint" { (page.number) } }
                a class="button small" href="/roster" { "返回名单" }
            }
            @for sentence in &page.notices { (notice(Tone::Wait, sentence, html! {})) }
            @if let Some(reveal) = &page.reveal {
                form class="row" method="post" action=(reveal.action) hx-post=(reveal.action) hx-target="#main" hx-indicator="#progress" {
                    (csrf_field(&reveal.csrf))
                    button class="button small" type="submit" { (icon(Icon::Eye)) "显示完整号码" }
                    span class="faint" { "查看会记入审计日志" }
                }
            }
            @for part in &page.sections { (section(part)) }
            (mending(page))
            section class="sheet" {
                h2 { "签约和去向记录" }
                @if page.cases.is_empty() {
                    p class="faint" { "没有签约或去向登记记录。" }
                } @else { (table("签约和去向记录", &CASES, page.cases.iter().map(case))) }
            }
        }
    }
}

fn mending(page: &Student) -> Markup {
    notice(
        Tone::Info,
        "信息有误怎么办",
        html! {
            p { "基本信息有误的，请在" a href=(page.employment_system) rel="noreferrer" { "就业管理系统" } "中更新。" }
            p { "手机号码、电子邮箱由毕业生在本人账号信息中修改，登录时会同步到就业管理系统。" }
        },
    )
}

fn case(case: &Case) -> Vec<Markup> {
    vec![
        html! {
            @if let Some(href) = &case.href { a href=(href) { (case.kind) span class="unseen" { "：" (case.subject) } } }
            @else { span { (case.kind) } }
        },
        html! { span { (case.subject) } },
        html! { (badge(&case.state)) },
        html! { span { (case.time) } },
    ]
}
