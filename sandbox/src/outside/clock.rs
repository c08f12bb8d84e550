//! Days as the outside systems count them.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

/// Beijing's offset from UTC.
const BEIJING: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(offset) => offset,
    None => panic!("eight hours is an offset"),
};

/// The time in Beijing.
pub(super) fn beijing(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.with_timezone(&BEIJING)
}

/// The day in Beijing.
pub(super) fn beijing_day(at: DateTime<Utc>) -> NaiveDate {
    beijing(at).date_naive()
}
