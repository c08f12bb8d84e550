//! Enqueueing: inside the caller's transaction, one round trip, a prepared statement.

use chrono::{DateTime, Utc};
use diesel::{
    QueryResult,
    pg::Pg,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    result::Error,
    sql_types::{BigInt, Integer, Jsonb, Nullable, Text, Timestamptz},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures::future::try_join_all;

use super::{Job, JobId, Queue};

/// A job about to be enqueued: what [`enqueue_all`] takes, since its jobs differ in kind.
#[derive(Clone, Debug, QueryId)]
pub struct NewJob {
    queue: Queue,
    kind: String,
    payload: serde_json::Value,
    unique_key: Option<String>,
    max_attempts: i32,
    /// `None`: at once, by the database's clock.
    due_at: Option<DateTime<Utc>>,
}

impl NewJob {
    /// A job that may start once the transaction commits.
    pub fn now<J: Job>(job: &J) -> QueryResult<NewJob> {
        Ok(NewJob {
            queue: J::QUEUE,
            kind: J::KIND.to_owned(),
            payload: serde_json::to_value(job).map_err(|e| Error::SerializationError(e.into()))?,
            unique_key: job.unique_key(),
            max_attempts: J::MAX_ATTEMPTS,
            due_at: None,
        })
    }

    /// A job that may start at `due`.
    pub fn at<J: Job>(job: &J, due: DateTime<Utc>) -> QueryResult<NewJob> {
        Ok(NewJob {
            due_at: Some(due),
            ..NewJob::now(job)?
        })
    }
}

/// Enqueues a job on the caller's transaction: it starts after the commit, or never was.
///
/// `None`: a job with the same key has not started yet and stands for this request too. It can't start before the
/// caller's transaction ends, so what it reads includes what the caller wrote.
pub async fn enqueue<J: Job>(conn: &mut AsyncPgConnection, job: &J) -> QueryResult<Option<JobId>> {
    insert(conn, NewJob::now(job)?).await
}

/// Like [`enqueue`], to start at `due`. Where a job with the same key waits, the earlier time of the two holds.
pub async fn enqueue_at<J: Job>(
    conn: &mut AsyncPgConnection,
    job: &J,
    due: DateTime<Utc>,
) -> QueryResult<Option<JobId>> {
    insert(conn, NewJob::at(job, due)?).await
}

/// Enqueues several jobs in one round trip; the answers are in the jobs' order, as [`enqueue`] gives them.
///
/// Sends them in the order of their keys, so that two acts that ask for the same jobs wait for each other and don't
/// deadlock.
pub async fn enqueue_all(conn: &mut AsyncPgConnection, jobs: Vec<NewJob>) -> QueryResult<Vec<Option<JobId>>> {
    let conn: &AsyncPgConnection = conn;
    let mut numbered: Vec<_> = jobs.into_iter().enumerate().collect();
    numbered.sort_by(|(_, a), (_, b)| a.unique_key.cmp(&b.unique_key));
    let sent = numbered.into_iter().map(|(place, job)| async move {
        let id = insert(conn, job).await?;
        QueryResult::Ok((place, id))
    });
    let mut answers = try_join_all(sent).await?;
    answers.sort_by_key(|(place, _)| *place);
    Ok(answers.into_iter().map(|(_, id)| id).collect())
}

async fn insert(mut conn: &AsyncPgConnection, job: NewJob) -> QueryResult<Option<JobId>> {
    let (id, requests): (JobId, i32) = job.get_result(&mut conn).await?;
    Ok((requests == 1).then_some(id))
}

impl Query for NewJob {
    type SqlType = (BigInt, Integer);
}

/// Written out so that it is prepared once a connection; diesel prepares its own upserts every time.
///
/// Joining a waiting job locks its row until the caller's transaction ends, and no worker takes a locked row.
/// `DO NOTHING` would let the waiting job run before the caller's commit, and nothing would run after it.
impl QueryFragment<Pg> for NewJob {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(
            "INSERT INTO jobs AS j (queue, kind, payload, unique_key, max_attempts, due_at) VALUES (",
        );
        out.push_bind_param::<Text, _>(&self.queue)?;
        out.push_sql(", ");
        out.push_bind_param::<Text, _>(&self.kind)?;
        out.push_sql(", ");
        out.push_bind_param::<Jsonb, _>(&self.payload)?;
        out.push_sql(", ");
        out.push_bind_param::<Nullable<Text>, _>(&self.unique_key)?;
        out.push_sql(", ");
        out.push_bind_param::<Integer, _>(&self.max_attempts)?;
        out.push_sql(", coalesce(");
        out.push_bind_param::<Nullable<Timestamptz>, _>(&self.due_at)?;
        out.push_sql(
            ", now()))
             ON CONFLICT (unique_key) WHERE unique_key IS NOT NULL
             DO UPDATE SET requests = j.requests + 1, due_at = least(j.due_at, excluded.due_at)
             RETURNING id, requests",
        );
        Ok(())
    }
}
