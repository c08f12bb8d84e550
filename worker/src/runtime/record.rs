//! The acknowledging layer: writes how each run ended.

use std::{
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use apalis_core::{error::BoxDynError, task::Task};
use futures::{FutureExt, future::BoxFuture};
use tokio::time::sleep;
use tower::{Layer, Service};
use wq_core::jobs::{Ending, JobState, Leased, Outcome, Recorded, Store};

use crate::metrics;

use super::{Backoff, Done, Stop, job::ending, lease::Taken};

/// Waits between tries to write an ending while the database is away. After the last the job is left to its lease:
/// it runs again, which every job must bear.
const WRITE_AGAIN_AFTER: [Duration; 7] = [
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(10),
    Duration::from_secs(20),
    Duration::from_secs(20),
];

/// The outermost layer: sees what the handler, its time-out and the guard against panics made of a job.
#[derive(Clone)]
pub(super) struct Record {
    pub(super) store: Store,
    pub(super) worker: Arc<str>,
    pub(super) backoff: Backoff,
}

impl<S> Layer<S> for Record {
    type Service = Recording<S>;

    fn layer(&self, inner: S) -> Recording<S> {
        Recording {
            inner,
            record: self.clone(),
        }
    }
}

/// A service whose endings are written.
pub(super) struct Recording<S> {
    inner: S,
    record: Record,
}

impl<S> Service<Task<Taken>> for Recording<S>
where
    S: Service<Task<Taken>, Response = Done>,
    S::Error: Into<BoxDynError>,
    S::Future: Send + 'static,
{
    type Response = ();
    type Error = BoxDynError;
    type Future = BoxFuture<'static, Result<(), BoxDynError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxDynError>> {
        self.inner.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, task: Task<Taken>) -> Self::Future {
        let Taken { job, hold } = task.args.clone();
        let record = self.record.clone();
        let run = self.inner.call(task);
        async move {
            let started = Instant::now();
            let done = run
                .await
                .unwrap_or_else(|panic| Err(Stop::Failed(anyhow::Error::from_boxed(panic.into()))));
            let ending = ending(done, job.attempt, record.backoff);
            metrics::ended(&job.kind, ending.outcome(), started.elapsed());
            record.write(&job, &ending).await;
            drop(hold); // only now may another job take its place, and only now is its lease no longer kept
            Ok(())
        }
        .boxed()
    }
}

impl Record {
    async fn write(&self, job: &Leased, ending: &Ending) {
        let mut pauses = WRITE_AGAIN_AFTER.iter();
        loop {
            match self.store.finish(&self.worker, job.run(), ending).await {
                Ok(recorded) => return log(job, ending.outcome(), recorded),
                Err(error) => tracing::error!(%error, job = %job.id, "ending not written"),
            }
            match pauses.next() {
                Some(pause) => sleep(*pause).await,
                None => return tracing::error!(job = %job.id, "ending given up: the job will run again"),
            }
        }
    }
}

/// Says how a run ended, without its error: that stays in the table, for it may quote what the other side said.
fn log(job: &Leased, outcome: Outcome, recorded: Recorded) {
    let (id, kind, attempt) = (job.id, job.kind.as_str(), job.attempt);
    match recorded {
        Recorded::LeaseLost => {
            tracing::warn!(%id, kind, attempt, %outcome, "ending refused: the lease was lost")
        }
        Recorded::Written(JobState::Dead) => tracing::error!(%id, kind, attempt, %outcome, "job dead"),
        Recorded::Written(JobState::Done) => tracing::debug!(%id, kind, attempt, "job done"),
        Recorded::Written(_) => tracing::info!(%id, kind, attempt, %outcome, "job again later"),
    }
}
