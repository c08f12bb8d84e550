//! Tables: dense on a desk, one card a row on a phone.
//!
//! The roles are spelled out because a browser forgets them when the stylesheet turns rows into cards.

use maud::{Markup, html};

/// How a column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Set {
    /// Text that may wrap.
    #[default]
    Text,
    /// Text of any length, which breaks where it must: names of companies and posts.
    Free,
    /// Text that stays on one line.
    Tight,
    /// A number, aligned to the end.
    Figure,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading.
    pub label: &'static str,
    /// How its cells are set.
    pub set: Set,
}

impl Column {
    /// A column of text that may wrap.
    pub const fn text(label: &'static str) -> Self {
        Self {
            label,
            set: Set::Text,
        }
    }

    /// A column of text of any length.
    pub const fn free(label: &'static str) -> Self {
        Self {
            label,
            set: Set::Free,
        }
    }

    /// A column that stays on one line.
    pub const fn tight(label: &'static str) -> Self {
        Self {
            label,
            set: Set::Tight,
        }
    }

    /// A column of numbers.
    pub const fn figure(label: &'static str) -> Self {
        Self {
            label,
            set: Set::Figure,
        }
    }

    fn class(self) -> Option<&'static str> {
        match self.set {
            Set::Text => None,
            Set::Free => Some("free"),
            Set::Tight => Some("tight"),
            Set::Figure => Some("figure"),
        }
    }
}

/// Draws a table. `caption` is read out, not shown; the first cell of each row is its heading.
///
/// Every cell is one element, or plain text: on phones it stands beside the heading of its column.
pub fn table(caption: &str, columns: &[Column], rows: impl IntoIterator<Item = Vec<Markup>>) -> Markup {
    html! {
        table class="table" role="table" {
            caption class="unseen" { (caption) }
            thead role="rowgroup" {
                tr role="row" {
                    @for column in columns {
                        th class=[column.class()] scope="col" role="columnheader" { (column.label) }
                    }
                }
            }
            tbody role="rowgroup" {
                @for cells in rows { (row(columns, cells)) }
            }
        }
    }
}

fn row(columns: &[Column], cells: Vec<Markup>) -> Markup {
    html! {
        tr role="row" {
            @for (index, (column, cell)) in columns.iter().zip(cells).enumerate() {
                @if index == 0 {
                    th class=[column.class()] scope="row" role="rowheader" { (cell) }
                } @else {
                    td class=[column.class()] role="cell" data-label=(column.label) { (cell) }
                }
            }
        }
    }
}
