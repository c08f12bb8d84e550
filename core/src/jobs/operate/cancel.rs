//! Calling a job off.

use diesel::{
    ExpressionMethods, IntoSql, OptionalExtension, QueryDsl, QueryResult,
    dsl::now,
    sql_types::{Nullable, Timestamptz},
    update,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use crate::{
    db::schema::jobs,
    jobs::{JobId, JobState},
};

/// What became of an operator's cancellation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CancelOutcome {
    /// It will not run, unless an operator retries it.
    Cancelled,
    /// It runs at this moment. What it tells the outside world can't be taken back, so it isn't broken off: it ends
    /// within its time-out, and if that attempt fails it can be cancelled then.
    Running,
    /// It is done or was cancelled before.
    Ended(JobState),
    /// There is no such job.
    NotFound,
}

/// Where a job must stand to be called off.
pub(super) const CANCELLABLE: [JobState; 2] = [JobState::Ready, JobState::Dead];

/// Calls off a ready or dead job, on the caller's transaction. Its key is free again.
pub async fn cancel(conn: &mut AsyncPgConnection, id: JobId) -> QueryResult<CancelOutcome> {
    let open = jobs::table.find(id).filter(jobs::state.eq_any(CANCELLABLE));
    let cancelled = update(open)
        .set((
            jobs::state.eq(JobState::Cancelled),
            jobs::unique_key.eq(None::<String>),
            jobs::finished_at.eq(now.into_sql::<Nullable<Timestamptz>>()),
        ))
        .execute(conn)
        .await?;
    if cancelled == 1 {
        return Ok(CancelOutcome::Cancelled);
    }
    let state = jobs::table
        .find(id)
        .select(jobs::state)
        .first(conn)
        .await
        .optional()?;
    Ok(match state {
        None => CancelOutcome::NotFound,
        Some(JobState::Running) => CancelOutcome::Running,
        Some(state) => CancelOutcome::Ended(state),
    })
}
