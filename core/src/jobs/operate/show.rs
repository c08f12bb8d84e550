//! One job with everything that was tried.

use chrono::{DateTime, Utc};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, Queryable, Selectable, SelectableHelper};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use super::JobRow;
use crate::{
    db::schema::{job_attempts, jobs},
    jobs::{JobId, Outcome},
};

/// One start of a job.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = job_attempts)]
pub struct AttemptRow {
    /// Which start, from 1, over the whole life of the job.
    pub run: i32,
    /// Which attempt it counted as. A snooze gives its attempt back, an operator's retry begins again at 1.
    pub attempt: i32,
    /// The process that held it.
    pub worker: String,
    /// When it was taken.
    pub started_at: DateTime<Utc>,
    /// When it ended. `None`: under way.
    pub finished_at: Option<DateTime<Utc>>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Its error, or why it was put off.
    pub error: Option<String>,
}

/// A job with all its attempts.
#[derive(Clone, Debug)]
pub struct ShownJob {
    /// The job.
    pub job: JobRow,
    /// Its attempts, latest first.
    pub attempts: Vec<AttemptRow>,
}

/// The job with this number, by the primary keys of both tables. One statement, so that its state and its attempts agree.
pub async fn show(conn: &mut AsyncPgConnection, id: JobId) -> QueryResult<Option<ShownJob>> {
    let rows: Vec<(JobRow, Option<AttemptRow>)> = jobs::table
        .find(id)
        .left_join(job_attempts::table)
        .select((JobRow::as_select(), Option::<AttemptRow>::as_select()))
        .order(job_attempts::run.desc())
        .load(conn)
        .await?;
    let (job, attempts): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    Ok(job.into_iter().next().map(|job| ShownJob {
        job,
        attempts: attempts.into_iter().flatten().collect(),
    }))
}
