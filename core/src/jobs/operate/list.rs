//! The list of jobs, newest first, a page at a time.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, QueryDsl, QueryResult, Queryable, Selectable, SelectableHelper,
    dsl::{AsSelect, IntoBoxed, Select},
    pg::Pg,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use super::{cancel::CANCELLABLE, retry::RETRYABLE};
use crate::{
    db::schema::jobs,
    jobs::{JobId, JobState, Queue},
};

/// Which jobs to list. `None`: any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this queue.
    pub queue: Option<Queue>,
    /// In this state.
    pub state: Option<JobState>,
    /// Of this kind.
    pub kind: Option<String>,
}

/// A job as operators see it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct JobRow {
    /// Its number.
    pub id: JobId,
    /// Its queue.
    pub queue: Queue,
    /// Its kind.
    pub kind: String,
    /// Ids only.
    pub payload: serde_json::Value,
    /// Where it stands.
    pub state: JobState,
    /// How many enqueues it stands for.
    pub requests: i32,
    /// Attempts used.
    pub attempts: i32,
    /// Attempts that it has.
    pub max_attempts: i32,
    /// When it may start, or might when it last started.
    pub due_at: DateTime<Utc>,
    /// The process that runs it, while one does.
    pub leased_by: Option<String>,
    /// Until when that process has it without prolonging its lease.
    pub leased_until: Option<DateTime<Utc>>,
    /// When it was enqueued.
    pub created_at: DateTime<Utc>,
    /// When it was done, died or was cancelled.
    pub finished_at: Option<DateTime<Utc>>,
}

impl JobRow {
    /// Would a retry be taken now?
    pub fn can_be_retried(&self) -> bool {
        RETRYABLE.contains(&self.state)
    }

    /// Would a cancellation be taken now?
    pub fn can_be_cancelled(&self) -> bool {
        CANCELLABLE.contains(&self.state)
    }
}

/// Up to `limit` jobs that pass the filter, newest first, older than `before` (the last one of the page above).
///
/// Reads backwards through `jobs_by_queue`, `jobs_by_kind`, `jobs_by_state` or, without a filter, the primary key.
pub async fn list(
    conn: &mut AsyncPgConnection,
    filter: &Filter,
    before: Option<JobId>,
    limit: i64,
) -> QueryResult<Vec<JobRow>> {
    let mut query = filtered(filter).order(jobs::id.desc()).limit(limit);
    if let Some(before) = before {
        query = query.filter(jobs::id.lt(before));
    }
    query.load(conn).await
}

/// The up to `limit` jobs that stand right above `after` in the same list, newest first.
pub async fn list_above(
    conn: &mut AsyncPgConnection,
    filter: &Filter,
    after: JobId,
    limit: i64,
) -> QueryResult<Vec<JobRow>> {
    let mut jobs = filtered(filter)
        .filter(jobs::id.gt(after))
        .order(jobs::id.asc())
        .limit(limit)
        .load(conn)
        .await?;
    jobs.reverse();
    Ok(jobs)
}

type Listed<'a> = IntoBoxed<'a, Select<jobs::table, AsSelect<JobRow, Pg>>, Pg>;

fn filtered(filter: &Filter) -> Listed<'_> {
    let mut query = jobs::table.select(JobRow::as_select()).into_boxed();
    if let Some(queue) = filter.queue {
        query = query.filter(jobs::queue.eq(queue));
    }
    if let Some(state) = filter.state {
        query = query.filter(jobs::state.eq(state));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(jobs::kind.eq(kind));
    }
    query
}
