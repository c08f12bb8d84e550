//! Is a job under way already? A job gives up its key when it starts, so the key alone does not tell.

use chrono::{TimeDelta, Utc};
use diesel::{dsl::exists, prelude::*, result::Error, select};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use super::{Job, JobState};
use crate::db::schema::jobs;

/// How long a job that died is left to the operators before somebody who waits for it asks for another.
const LEFT_TO_OPERATORS: TimeDelta = TimeDelta::hours(1);

/// Does a job with this payload wait, run, or lie dead for less than an hour? Served by jobs_by_state: of these there are few.
pub async fn is_under_way<J: Job>(conn: &mut AsyncPgConnection, job: &J) -> QueryResult<bool> {
    let payload = serde_json::to_value(job).map_err(|error| Error::SerializationError(error.into()))?;
    let died_lately = jobs::state.eq(JobState::Dead).and(
        jobs::finished_at
            .assume_not_null()
            .gt(Utc::now() - LEFT_TO_OPERATORS),
    );
    let alike = jobs::table
        .filter(jobs::kind.eq(J::KIND))
        .filter(jobs::payload.eq(payload))
        .filter(
            jobs::state
                .eq_any([JobState::Ready, JobState::Running])
                .or(died_lately),
        );
    select(exists(alike)).get_result(conn).await
}
