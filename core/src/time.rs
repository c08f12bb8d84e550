//! Time as China keeps it: one zone, eight hours before UTC. The database and the code keep UTC; people read this.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

const BEIJING: FixedOffset = FixedOffset::east_opt(8 * 3600).expect("within a day");

/// A moment on Chinese clocks.
pub fn beijing(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.with_timezone(&BEIJING)
}

/// The date in China now.
pub fn today() -> NaiveDate {
    beijing(Utc::now()).date_naive()
}

/// The beginning of a day in China, as a moment.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    midnight(day)
}

/// The end of a day in China, as a moment.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    midnight(day.succ_opt().unwrap_or(day))
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(0, 0, 0)
        .expect("midnight")
        .and_local_timezone(BEIJING)
        .single()
        .expect("a fixed zone has every time once")
        .to_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_sixteen_hours_utc() {
        let day = NaiveDate::from_ymd_opt(2027, 3, 1).expect("a date");
        assert_eq!(end_of(day).to_rfc3339(), "2027-03-01T16:00:00+00:00");
        assert_eq!(start_of(day).to_rfc3339(), "2027-02-28T16:00:00+00:00");
        assert_eq!(beijing(end_of(day)).date_naive(), day.succ_opt().expect("a date"));
    }
}
