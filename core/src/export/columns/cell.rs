//! What stands in one place of the table, and how values are put there.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    codes::{List, name},
    time::beijing,
};

/// What stands in one place of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// A text, never a formula.
    Text(Cow<'a, str>),
    /// A number.
    Number(i32),
}

pub(super) fn of<'a>(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
    let text = text.into();
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text)
    }
}

pub(super) fn known(text: &str) -> Cell<'_> {
    of(text)
}

pub(super) fn some(text: &Option<String>) -> Cell<'_> {
    of(text.as_deref().unwrap_or_default())
}

pub(super) fn code(list: List, code: &str) -> Cell<'_> {
    of(name(list, code))
}

pub(super) fn some_code(list: List, given: &Option<String>) -> Cell<'_> {
    code(list, given.as_deref().unwrap_or_default())
}

pub(super) fn number<'a>(number: Option<i32>) -> Cell<'a> {
    number.map_or(Cell::Empty, Cell::Number)
}

pub(super) fn day<'a>(day: NaiveDate) -> Cell<'a> {
    of(day.to_string())
}

pub(super) fn some_day<'a>(date: Option<NaiveDate>) -> Cell<'a> {
    date.map_or(Cell::Empty, day)
}

pub(super) fn moment<'a>(at: DateTime<Utc>) -> Cell<'a> {
    of(beijing(at).format("%Y-%m-%d %H:%M:%S").to_string())
}
