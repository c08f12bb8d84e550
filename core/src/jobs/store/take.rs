//! Taking due jobs under a lease.

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, IntoSql, QueryDsl, QueryResult, Queryable,
    dsl::{min, now},
    pg::Pg,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{BigInt, Double, Integer, Jsonb, Text, Timestamptz},
};
use diesel_async::RunQueryDsl;

use super::{Run, Store, StoreError};
use crate::{
    db::{one_of::one_of, schema::jobs},
    jobs::{JobId, Queue},
};

/// A job that this process holds.
#[derive(Clone, Debug, Queryable)]
pub struct Leased {
    /// Its number.
    pub id: JobId,
    /// Names the handler.
    pub kind: String,
    /// Decoded by the handler: a payload that doesn't decode is that job's trouble alone.
    pub payload: serde_json::Value,
    /// Which attempt this is, from 1.
    pub attempt: i32,
    /// The last attempt that may start.
    pub max_attempts: i32,
    /// The fence of this lease.
    pub run: i32,
}

impl Leased {
    /// The run that this lease is for.
    pub fn run(&self) -> Run {
        Run {
            id: self.id,
            run: self.run,
        }
    }
}

impl Store {
    /// Takes up to `wanted` due jobs of a queue for `worker`, earliest first, and starts an attempt at each.
    ///
    /// Counting the attempt here, not at its end, is what stops a job that kills every process that runs it.
    pub async fn take(
        &self,
        queue: Queue,
        wanted: usize,
        worker: &str,
        lease: Duration,
    ) -> Result<Vec<Leased>, StoreError> {
        let take = Take {
            queue,
            wanted: wanted.try_into().unwrap_or(i64::MAX),
            worker: worker.to_owned(),
            lease: lease.as_secs_f64(),
        };
        let mut conn = self.connection().await?;
        Ok(take.get_results(&mut conn).await?)
    }

    /// How long until a job of this queue is due: zero if one is already, `None` if none waits.
    pub async fn next_due(&self, queue: Queue) -> Result<Option<Duration>, StoreError> {
        let mut conn = self.connection().await?;
        let (due, clock): (Option<DateTime<Utc>>, DateTime<Utc>) = jobs::table
            .filter(jobs::queue.eq(queue))
            .filter(one_of(jobs::state, ["ready"])) // in so many words, or a generic plan can't use `jobs_ready`
            .select((min(jobs::due_at), now.into_sql::<Timestamptz>()))
            .first(&mut conn)
            .await?;
        Ok(due.map(|due| (due - clock).to_std().unwrap_or(Duration::ZERO)))
    }
}

/// The statement, as a type of its own so that it is prepared once a connection; `sql_query` is prepared every time.
#[derive(QueryId)]
struct Take {
    queue: Queue,
    wanted: i64,
    worker: String,
    lease: f64,
}

impl Query for Take {
    type SqlType = (BigInt, Text, Jsonb, Integer, Integer, Integer);
}

impl QueryFragment<Pg> for Take {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(
            "WITH due AS (
               SELECT id FROM jobs
               WHERE state = 'ready' AND due_at <= now() AND queue = ",
        );
        out.push_bind_param::<Text, _>(&self.queue)?;
        out.push_sql(" ORDER BY due_at, id FOR UPDATE SKIP LOCKED LIMIT ");
        out.push_bind_param::<BigInt, _>(&self.wanted)?;
        out.push_sql(
            "), taken AS (
               UPDATE jobs SET state = 'running', unique_key = NULL, attempts = attempts + 1, runs = runs + 1,
                 leased_by = ",
        );
        out.push_bind_param::<Text, _>(&self.worker)?;
        out.push_sql(", leased_until = now() + interval '1 second' * ");
        out.push_bind_param::<Double, _>(&self.lease)?;
        out.push_sql(
            " FROM due WHERE jobs.id = due.id RETURNING jobs.*
             ), begun AS (
               INSERT INTO job_attempts (job_id, run, attempt, worker)
               SELECT id, runs, attempts, leased_by FROM taken
             )
             SELECT id, kind, payload, attempts, max_attempts, runs FROM taken ORDER BY due_at, id",
        );
        Ok(())
    }
}
