//! Reminding those who owe an answer or a stamped copy (section 15).

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{dsl::max, prelude::*};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{
    Command,
    act::{ActError, By, Change, apply, hold},
    due::{self, Turn},
    spine::CaseRow,
};
use crate::{
    db::{Conn, schema::case_events},
    ids::CaseId,
};

/// What came of a case that was to be looked after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminded {
    /// It is to be looked after again then.
    Again(DateTime<Utc>),
    /// Nobody is to be reminded any more.
    Over,
}

/// Reminds whoever owes the case something, if a reminder is owed by now. Doing so twice reminds once: the first reminder stands
/// in the trail.
pub async fn remind(conn: &mut Conn, case: CaseId) -> Result<Reminded, ActError> {
    conn.transaction(async |conn| {
        let held = match hold(conn, By::System, case).await {
            Err(ActError::NotFound) => return Ok(Reminded::Over),
            held => held?,
        };
        let (row, now) = (held.row.clone(), Utc::now());
        let reminders = due::reminders(row.state, row.entered_at, row.due_at);
        let next = |last| due::turn(&reminders, last, row.due_at, now);
        let last = last_reminder(conn, &row).await?;
        match next(last) {
            Turn::Never => return Ok(Reminded::Over),
            Turn::At(time) => return Ok(Reminded::Again(time)),
            // Of a dormant student nothing moves (5.2), and nobody can answer. The student may come back any day.
            Turn::Now if held.facts.dormant => return Ok(Reminded::Again(now + TimeDelta::days(1))),
            Turn::Now => {}
        }
        apply(conn, By::System, held, &Command::Remind, Change::default()).await?;
        Ok(match next(Some(now)) {
            Turn::At(time) => Reminded::Again(time),
            Turn::Now | Turn::Never => Reminded::Over,
        })
    })
    .await
}

/// When the last reminder since the case's last step went out.
async fn last_reminder(conn: &mut Conn, row: &CaseRow) -> QueryResult<Option<DateTime<Utc>>> {
    case_events::table
        .filter(case_events::case_id.eq(row.id))
        .filter(case_events::version.gt(row.shown_version()))
        .select(max(case_events::at))
        .first(conn)
        .await
}
