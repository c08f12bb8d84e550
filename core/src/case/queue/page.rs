//! Pages of a list, by keyset.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use futures::future::try_join_all;

use super::{
    filter::{Filter, Order},
    line::{Line, lines},
    pick::Picked,
};
use crate::{
    access::Scope,
    db::{Conn, schema::cases},
    ids::CaseId,
};

/// Cases on a page.
pub const PAGE: usize = 50;

/// A place in a list: the case beside which a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// When that case came into its state.
    pub entered_at: DateTime<Utc>,
    /// That case.
    pub id: CaseId,
}

impl Cursor {
    /// Reads what [`Cursor::text`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let (micros, id) = text.split_once('.')?;
        let entered_at = DateTime::from_timestamp_micros(micros.parse().ok()?)?;
        Some(Self {
            entered_at,
            id: CaseId(id.parse().ok()?),
        })
    }

    /// For an address: microseconds and number, as the database orders them.
    pub fn text(self) -> String {
        format!("{}.{}", self.entered_at.timestamp_micros(), self.id)
    }
}

/// Which page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum At {
    /// The beginning.
    #[default]
    Start,
    /// What follows a case.
    After(Cursor),
    /// What precedes a case.
    Before(Cursor),
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page {
    /// The lines, in the list's order.
    pub lines: Vec<Line>,
    /// Is there a page before?
    pub has_before: bool,
    /// Is there a page after?
    pub has_after: bool,
}

/// The rows beside a place, the nearest first: those that follow it in the list's order, or those that precede it.
pub(crate) fn beside(mut rows: Picked, order: Order, from: Option<Cursor>, forward: bool) -> Picked {
    let ascending = forward == (order == Order::OldestFirst);
    if let Some(Cursor { entered_at, id }) = from {
        // The first condition alone bounds the walk through the index; the second tells equals apart.
        let same = cases::entered_at.eq(entered_at);
        rows = if ascending {
            rows.filter(cases::entered_at.ge(entered_at))
                .filter(cases::entered_at.gt(entered_at).or(same.and(cases::id.gt(id))))
        } else {
            rows.filter(cases::entered_at.le(entered_at))
                .filter(cases::entered_at.lt(entered_at).or(same.and(cases::id.lt(id))))
        };
    }
    if ascending {
        rows.order((cases::entered_at.asc(), cases::id.asc()))
    } else {
        rows.order((cases::entered_at.desc(), cases::id.desc()))
    }
}

/// One page of the list.
pub async fn list(conn: &Conn, scope: &Scope, filter: &Filter, at: At) -> QueryResult<Page> {
    let (forward, from) = match at {
        At::Start => (true, None),
        At::After(cursor) => (true, Some(cursor)),
        At::Before(cursor) => (false, Some(cursor)),
    };
    let mut lines = lines(conn, scope, filter, from, forward, PAGE as i64 + 1).await?;
    if !forward {
        lines.reverse();
    }
    // One more than a page tells that there is more: the one that is farthest from where the page began.
    let more = lines.len() > PAGE;
    if more && forward {
        lines.pop();
    } else if more {
        lines.remove(0);
    }
    let (has_before, has_after) = if forward {
        (from.is_some(), more)
    } else {
        (more, true)
    };
    Ok(Page {
        lines,
        has_before,
        has_after,
    })
}

/// The cases of several lists that came first into their states, at most `most`, the oldest first.
pub async fn oldest(conn: &Conn, scope: &Scope, filters: &[Filter], most: usize) -> QueryResult<Vec<Line>> {
    let of_each = filters
        .iter()
        .map(|filter| lines(conn, scope, filter, None, true, most as i64));
    let mut lines: Vec<Line> = try_join_all(of_each).await?.into_iter().flatten().collect();
    lines.sort_by_key(|line| (line.entered_at, line.id));
    lines.truncate(most);
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_the_address() {
        let cursor = Cursor {
            entered_at: DateTime::from_timestamp_micros(1_800_000_000_123_456).expect("in range"),
            id: CaseId(7),
        };
        assert_eq!(Cursor::parse(&cursor.text()), Some(cursor));
        assert_eq!(Cursor::parse("1.2.3"), None);
    }
}
