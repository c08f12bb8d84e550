//! When things happened: one step a day, in office hours, the last one some days before the load.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use wq_core::time::{beijing, end_of};

use super::dice::Dice;

/// The moments of `steps` that follow each other, oldest first. The last is `ago` days before `today`.
pub(super) fn moments(today: NaiveDate, ago: i64, steps: usize, dice: &mut Dice) -> Vec<DateTime<Utc>> {
    let mut day = today - TimeDelta::days(ago);
    let mut moments = Vec::with_capacity(steps);
    for _ in 0..steps {
        moments.push(at_office(day, dice));
        day -= TimeDelta::days(dice.between(1, 3));
    }
    moments.reverse();
    moments
}

/// Some moment of a day between eight and six on Chinese clocks.
fn at_office(day: NaiveDate, dice: &mut Dice) -> DateTime<Utc> {
    let midnight = end_of(day) - TimeDelta::days(1);
    midnight + TimeDelta::seconds(dice.between(8 * 3600, 18 * 3600))
}

/// The last day on which anything of a cohort happened: yesterday's for the current one, the summer of its graduation
/// for an earlier one.
pub(super) fn last_day(cohort: i32, current: i32, now: DateTime<Utc>) -> NaiveDate {
    let today = beijing(now).date_naive();
    if cohort == current {
        return today;
    }
    let summer = NaiveDate::from_ymd_opt(cohort, 8, 31).unwrap_or(today);
    summer.min(today)
}

/// When the roster of a cohort was uploaded: well before its first case.
pub(super) fn roster_day(cohort: i32, current: i32, now: DateTime<Utc>) -> DateTime<Utc> {
    let day = last_day(cohort, current, now) - Days::new(150);
    day.and_time(NaiveTime::MIN).and_utc()
}
