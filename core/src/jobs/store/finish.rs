//! Writing how a run ended.

use std::time::Duration;

use diesel::{
    OptionalExtension, QueryResult,
    pg::Pg,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{BigInt, Double, Integer, Nullable, Text},
};
use diesel_async::RunQueryDsl;

use super::{Run, Store, StoreError};
use crate::jobs::{JobState, Outcome};

/// The longest that a job may be put off: whatever a handler or an outside system asks for.
const LONGEST_DELAY: Duration = Duration::from_secs(30 * 24 * 3600);
/// What is kept of an error, in characters.
const LONGEST_ERROR: usize = 2000;

/// How a run ended, to be written.
#[derive(Clone, Debug)]
pub struct Ending {
    outcome: Outcome,
    error: Option<String>,
    delay: Duration,
}

impl Ending {
    /// The job is done.
    pub fn done() -> Self {
        Self {
            outcome: Outcome::Done,
            error: None,
            delay: Duration::ZERO,
        }
    }

    /// An error that may pass: again after `delay`, or dead if this was the last attempt.
    pub fn failed(error: impl Into<String>, delay: Duration) -> Self {
        Self {
            outcome: Outcome::Failed,
            error: Some(error.into()),
            delay,
        }
    }

    /// An error that cannot get better: dead at once.
    pub fn hopeless(error: impl Into<String>) -> Self {
        Self {
            outcome: Outcome::Hopeless,
            error: Some(error.into()),
            delay: Duration::ZERO,
        }
    }

    /// Put off for `delay`; the attempt is given back.
    pub fn snoozed(reason: impl Into<String>, delay: Duration) -> Self {
        Self {
            outcome: Outcome::Snoozed,
            error: Some(reason.into()),
            delay,
        }
    }

    /// Never started; the attempt is given back.
    pub fn released() -> Self {
        Self {
            outcome: Outcome::Released,
            error: None,
            delay: Duration::ZERO,
        }
    }

    /// The word for it.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }
}

/// What became of an [`Ending`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// Written; the job now stands here.
    Written(JobState),
    /// Refused: the lease was lost meanwhile, and what the job does now is another worker's to tell.
    LeaseLost,
}

impl Store {
    /// Writes the ending of a run that `worker` held.
    pub async fn finish(&self, worker: &str, run: Run, ending: &Ending) -> Result<Recorded, StoreError> {
        let finish = Finish {
            worker: worker.to_owned(),
            run,
            outcome: ending.outcome,
            error: ending.error.as_deref().map(storable),
            delay: ending.delay.min(LONGEST_DELAY).as_secs_f64(),
        };
        let mut conn = self.connection().await?;
        let state: Option<JobState> = finish.get_result(&mut conn).await.optional()?;
        Ok(state.map_or(Recorded::LeaseLost, Recorded::Written))
    }
}

/// Cuts an error to a length fit for a page. PostgreSQL's text holds no NUL, and an error that can't be stored would
/// leave its job running for ever.
fn storable(error: &str) -> String {
    error
        .chars()
        .take(LONGEST_ERROR)
        .map(|c| if c == '\0' { '\u{fffd}' } else { c })
        .collect()
}

/// The statement, as a type of its own so that it is prepared once a connection; `sql_query` is prepared every time.
#[derive(QueryId)]
struct Finish {
    worker: String,
    run: Run,
    outcome: Outcome,
    error: Option<String>,
    delay: f64,
}

impl Query for Finish {
    type SqlType = Text;
}

impl QueryFragment<Pg> for Finish {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("WITH ending (outcome, error, delay) AS (SELECT ");
        out.push_bind_param::<Text, _>(&self.outcome)?;
        out.push_sql("::text, ");
        out.push_bind_param::<Nullable<Text>, _>(&self.error)?;
        out.push_sql("::text, interval '1 second' * ");
        out.push_bind_param::<Double, _>(&self.delay)?;
        out.push_sql(
            "), next AS (
               SELECT j.id, e.outcome, e.error, now() + e.delay AS due_at, CASE
                   WHEN e.outcome = 'done' THEN 'done'
                   WHEN e.outcome = 'hopeless' THEN 'dead'
                   WHEN e.outcome = 'failed' AND j.attempts >= j.max_attempts THEN 'dead'
                   ELSE 'ready'
                 END AS state
               FROM ending e, jobs j
               WHERE j.state = 'running' AND j.id = ",
        );
        out.push_bind_param::<BigInt, _>(&self.run.id)?;
        out.push_sql(" AND j.runs = ");
        out.push_bind_param::<Integer, _>(&self.run.run)?;
        out.push_sql(" AND j.leased_by = ");
        out.push_bind_param::<Text, _>(&self.worker)?;
        out.push_sql(
            " FOR UPDATE OF j
             ), ended AS (
               UPDATE jobs j SET state = next.state, leased_by = NULL, leased_until = NULL,
                 attempts = j.attempts - CASE WHEN next.outcome IN ('snoozed', 'released') THEN 1 ELSE 0 END,
                 due_at = CASE WHEN next.state = 'ready' THEN next.due_at ELSE j.due_at END,
                 finished_at = CASE WHEN next.state = 'ready' THEN NULL ELSE now() END
               FROM next WHERE j.id = next.id
               RETURNING j.id, j.runs, j.state, next.outcome, next.error
             )
             UPDATE job_attempts a SET finished_at = now(), outcome = ended.outcome, error = ended.error
             FROM ended WHERE a.job_id = ended.id AND a.run = ended.runs
             RETURNING ended.state",
        );
        Ok(())
    }
}
