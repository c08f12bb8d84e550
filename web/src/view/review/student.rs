//! The student of a case: the roster data.

use maud::{Markup, html};

use crate::view::facts::{Section, facts};
use crate::view::form::csrf_field;
use crate::view::icon::{Icon, icon};

/// The student of a case.
#[derive(Clone, Debug, Default)]
pub struct Student {
    /// The roster data, without the ID number.
    pub section: Section,
    /// The ID number.
    pub id_number: IdNumber,
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

/// Draws the student's sheet.
pub fn student(student: &Student) -> Markup {
    html! {
        section class="sheet" {
            h2 { (student.section.title) }
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
