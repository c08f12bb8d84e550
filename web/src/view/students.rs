//! Lists of students: 失效信息管理 and 作废信息管理.

use maud::{Markup, html};

use super::facts::{Section, section};
use super::list::{Empty, Filters, Link, Pager, empty, pager, posted_filters};
use super::table::{Column, table};

/// A list of students.
#[derive(Clone, Debug, Default)]
pub struct Students<R> {
    /// The filters, with what is chosen.
    pub filters: Filters,
    /// How many students the filters find, in words.
    pub count: String,
    /// This page's rows.
    pub rows: Vec<R>,
    /// The pages before and after.
    pub pager: Pager,
}

/// A dormant student.
#[derive(Clone, Debug, Default)]
pub struct DormantRow {
    /// 姓名.
    pub name: String,
    /// 学号.
    pub student_no: String,
    /// 院系.
    pub department: String,
    /// 专业 and 学历.
    pub major: String,
    /// When the student was deleted.
    pub since: String,
    /// When everything comes back, where that is due.
    pub restored: Option<String>,
}

/// A student who gave up a destination.
#[derive(Clone, Debug, Default)]
pub struct VoidedRow {
    /// Address of the student's records.
    pub href: String,
    /// 姓名.
    pub name: String,
    /// 学号.
    pub student_no: String,
    /// 院系.
    pub department: String,
    /// What was given up last.
    pub destination: String,
    /// When.
    pub at: String,
}

/// Every destination that a student gave up.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// 姓名.
    pub name: String,
    /// 学号 and 院系.
    pub about: String,
    /// The destinations, the last one first, and the page of each with its proof and history.
    pub records: Vec<(Section, Link)>,
}

const DORMANT: [Column; 6] = [
    Column::tight("学生"),
    Column::tight("学号"),
    Column::text("院系"),
    Column::text("专业、学历"),
    Column::tight("失效时间"),
    Column::tight("恢复时间"),
];

const VOIDED: [Column; 6] = [
    Column::tight("学生"),
    Column::tight("学号"),
    Column::text("院系"),
    Column::free("最近作废的去向"),
    Column::tight("作废时间"),
    Column::tight("操作"),
];

/// 失效信息管理.
pub fn dormant(page: &Students<DormantRow>) -> Markup {
    let rows = page.rows.iter().map(|row| {
        vec![
            html! { span { (row.name) } },
            html! { span { (row.student_no) } },
            html! { span { (row.department) } },
            html! { span { (row.major) } },
            html! { span { (row.since) } },
            html! {
                @if let Some(at) = &row.restored { span { (at) } } @else { span class="faint" { "未重新上传" } }
            },
        ]
    });
    html! {
        (head("失效信息管理", &page.count))
        p class="faint" {
            "这里是已从就业管理系统中删除的毕业生，他们的签约和去向登记状态失效。在就业管理系统中重新上传后，1 小时内自动恢复；如需实时恢复，可在就业管理系统中点击“恢复网签数据”。"
        }
        (posted_filters(&page.filters))
        @if page.rows.is_empty() {
            (nobody("没有失效的毕业生", "从就业管理系统中删除的毕业生会出现在这里。"))
        } @else { (table("失效信息", &DORMANT, rows)) }
        (pager(&page.pager))
    }
}

/// 作废信息管理.
pub fn voided(page: &Students<VoidedRow>) -> Markup {
    let rows = page.rows.iter().map(|row| {
        vec![
            html! { a href=(row.href) { (row.name) } },
            html! { span { (row.student_no) } },
            html! { span { (row.department) } },
            html! { span { (row.destination) } },
            html! { span { (row.at) } },
            html! { a href=(row.href) { "详情" span class="unseen" { "：" (row.name) } } },
        ]
    });
    html! {
        (head("作废信息管理", &page.count))
        p class="faint" { "这里是自行作废过去向、且此后尚未提交签约或去向登记审核的毕业生。" }
        (posted_filters(&page.filters))
        @if page.rows.is_empty() {
            (nobody("没有作废过去向的毕业生", "毕业生作废去向且尚未重新提交时会出现在这里。"))
        } @else { (table("作废信息", &VOIDED, rows)) }
        (pager(&page.pager))
    }
}

/// 作废信息详情.
pub fn records(page: &Records) -> Markup {
    html! {
        header class="case" {
            div class="row" {
                h1 { (page.name) }
                span class="faint" { (page.about) }
                a class="button small" href="/voided" { "返回列表" }
            }
        }
        div class="stack" { @for (record, link) in &page.records { div { (section(record)) p class="act" { a href=(link.href) { (link.label) } } } } }
    }
}

fn head(title: &str, count: &str) -> Markup {
    html! { div class="head" { div class="row" { h1 { (title) } p class="faint" role="status" { (count) } } } }
}

fn nobody(title: &str, advice: &str) -> Markup {
    empty(&Empty {
        title: title.into(),
        advice: advice.into(),
        way_out: None,
    })
}
