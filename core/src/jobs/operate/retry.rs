//! Retrying a job that ended without being done.

use chrono::{DateTime, Utc};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, dsl::now, update};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use crate::{
    db::schema::jobs,
    jobs::{JobId, JobState},
};

/// What became of an operator's retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryOutcome {
    /// Ready at once, with all its attempts; the attempts it had stay on record.
    Retried,
    /// Only dead and cancelled jobs can be retried; this one stands here.
    NotEnded(JobState),
    /// There is no such job.
    NotFound,
}

/// Where a job must stand to be retried.
pub(super) const RETRYABLE: [JobState; 2] = [JobState::Dead, JobState::Cancelled];

/// Makes a dead or cancelled job ready again, on the caller's transaction.
pub async fn retry(conn: &mut AsyncPgConnection, id: JobId) -> QueryResult<RetryOutcome> {
    let ended = jobs::table.find(id).filter(jobs::state.eq_any(RETRYABLE));
    let retried = update(ended)
        .set((
            jobs::state.eq(JobState::Ready),
            jobs::attempts.eq(0),
            jobs::due_at.eq(now),
            jobs::finished_at.eq(None::<DateTime<Utc>>),
            jobs::told.eq(None::<String>),
        ))
        .execute(conn)
        .await?;
    if retried == 1 {
        return Ok(RetryOutcome::Retried);
    }
    let state = jobs::table
        .find(id)
        .select(jobs::state)
        .first(conn)
        .await
        .optional()?;
    Ok(state.map_or(RetryOutcome::NotFound, RetryOutcome::NotEnded))
}
