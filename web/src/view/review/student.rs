//! The student of a case: roster data, what differs from the employment system, what is already reported there.

use maud::{Markup, html};

use crate::view::badge::Tone;
use crate::view::facts::{Fact, Section, facts};
use crate::view::form::csrf_field;
use crate::view::icon::{Icon, icon};
use crate::view::notice::notice;
use crate::view::table::{Column, table};

/// The student of a case.
#[derive(Clone, Debug, Default)]
pub struct Student {
    /// The roster data, without the ID number.
    pub section: Section,
    /// The ID number.
    pub id_number: IdNumber,
    /// What differs from the employment system.
    pub differences: Vec<Difference>,
    /// Where 获取最新学生信息 is posted, where it would change something.
    pub refresh: Option<String>,
    /// The forms' token.
    pub csrf: String,
}

/// An ID number, masked until it is asked for. Showing it leaves a trace.
#[derive(Clone, Debug, Default)]
pub struct IdNumber {
    /// As shown: `320102********1234`, or in full.
    pub shown: String,
    /// Where 显示 is posted, while it is masked.
    pub reveal: Option<String>,
    /// The form's token.
    pub csrf: String,
}

/// A field that the two systems hold differently.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// The field.
    pub label: String,
    /// Ours.
    pub ours: String,
    /// Theirs.
    pub theirs: String,
    /// It can be taken over here; otherwise the right verdict is to reject.
    pub can_be_taken: bool,
}

/// What the employment system already holds for the student (已报送去向).
#[derive(Clone, Debug, Default)]
pub struct Reported {
    /// The destination; empty where nothing was reported.
    pub facts: Vec<Fact>,
    /// What stands in its place, or when it was asked.
    pub note: String,
}

const COLUMNS: [Column; 4] = [
    Column::tight("信息项"),
    Column::text("网签平台"),
    Column::text("就业管理系统"),
    Column::text("处理办法"),
];

/// Draws the student's sheet.
pub fn student(student: &Student) -> Markup {
    html! {
        section class="sheet" {
            h2 { (student.section.title) }
            (differences(student))
            (id_number(&student.id_number))
            (facts(&student.section.facts))
        }
    }
}

/// Draws the ID number; also the answer of its reveal.
pub fn id_number(number: &IdNumber) -> Markup {
    html! {
        dl id="id-number" class="facts" {
            div class="wide" {
                dt { "身份证号" }
                dd class="row" {
                    span { (number.shown) }
                    @if let Some(action) = &number.reveal {
                        form method="post" action=(action) hx-post=(action) hx-target="#id-number" hx-swap="outerHTML" {
                            (csrf_field(&number.csrf))
                            button class="button small" type="submit" { (icon(Icon::Eye)) "显示" }
                        }
                    }
                }
            }
        }
    }
}

fn differences(student: &Student) -> Markup {
    if student.differences.is_empty() {
        return html! {};
    }
    html! {
        (notice(Tone::Wait, "与就业管理系统中的学生信息不一致", html! {
            (table("信息比对", &COLUMNS, student.differences.iter().map(difference)))
            @if let Some(action) = &student.refresh {
                form class="act" method="post" action=(action) hx-boost="true" hx-target="#main" hx-indicator="#progress" {
                    (csrf_field(&student.csrf))
                    button class="button small" type="submit" { (icon(Icon::Again)) "获取最新学生信息" }
                }
            }
        }))
    }
}

fn difference(difference: &Difference) -> Vec<Markup> {
    let way = if difference.can_be_taken {
        "可获取最新学生信息后再审核"
    } else {
        "无法在此同步，应审核不通过，在就业管理系统修改后重新签约或登记"
    };
    vec![
        html! { (difference.label) },
        html! { span { (difference.ours) } },
        html! { span { strong { (difference.theirs) } } },
        html! { span class="faint" { (way) } },
    ]
}

/// Draws what is already reported.
pub fn reported(reported: &Reported) -> Markup {
    html! {
        section class="sheet" {
            h2 { "已报送去向" span class="faint" { (reported.note) } }
            @if reported.facts.is_empty() {
                p class="faint" { "就业管理系统中没有该生已报送的毕业去向。" }
            } @else { (facts(&reported.facts)) }
        }
    }
}
