//! What was tried last: of the jobs of a list, and of each queue.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, QueryDsl, QueryResult, QueryableByName, sql_query,
    sql_types::{Array, BigInt, Nullable, Text, Timestamptz},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use crate::{
    db::schema::job_attempts,
    jobs::{JobId, Outcome, Queue},
};

/// The errors of the jobs whose latest attempt has one. Reads the primary key of the attempts.
pub async fn last_errors(
    conn: &mut AsyncPgConnection,
    jobs: &[JobId],
) -> QueryResult<HashMap<JobId, String>> {
    let latest: Vec<(JobId, Option<String>)> = job_attempts::table
        .filter(job_attempts::job_id.eq_any(jobs))
        .distinct_on(job_attempts::job_id)
        .order((job_attempts::job_id, job_attempts::run.desc()))
        .select((job_attempts::job_id, job_attempts::error))
        .load(conn)
        .await?;
    Ok(latest
        .into_iter()
        .filter_map(|(job, error)| Some((job, error?)))
        .collect())
}

/// How the newest job of a queue that was tried at all fared.
#[derive(Clone, Debug, QueryableByName)]
pub struct LastTry {
    /// The queue.
    #[diesel(sql_type = Text)]
    pub queue: Queue,
    /// The job.
    #[diesel(sql_type = BigInt)]
    pub job: JobId,
    /// What it does: its kind.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// How its latest ended attempt ended.
    #[diesel(sql_type = Text)]
    pub outcome: Outcome,
    /// When it ended.
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
    /// Its error.
    #[diesel(sql_type = Nullable<Text>)]
    pub error: Option<String>,
}

/// The last try of every queue that ever tried a job: whether what the queue talks to answers. Reads `jobs_by_queue`
/// backwards, past the jobs that were not tried yet.
pub async fn last_tries(conn: &mut AsyncPgConnection) -> QueryResult<Vec<LastTry>> {
    sql_query(include_str!("last_tries.sql"))
        .bind::<Array<Text>, _>(Queue::ALL)
        .load(conn)
        .await
}
