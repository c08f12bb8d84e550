//! From a stored job to its handler.

use std::{collections::HashMap, future::Future, sync::Arc};

use anyhow::{Context, anyhow};
use futures::{FutureExt, future::BoxFuture};
use tokio::time::timeout;
use tracing::{Instrument, info_span};
use wq_core::jobs::{Job, Leased};

use super::{Done, Stop};

type Handler<S> = Arc<dyn Fn(serde_json::Value, S) -> BoxFuture<'static, Done> + Send + Sync>;

/// One typed handler for each kind of job, and the state that they share.
#[derive(Clone)]
pub struct Handlers<S> {
    by_kind: HashMap<&'static str, Handler<S>>,
    state: S,
}

impl<S: Clone + Send + Sync + 'static> Handlers<S> {
    /// No handlers yet, over this state.
    pub fn new(state: S) -> Self {
        Self {
            by_kind: HashMap::new(),
            state,
        }
    }

    /// Adds the handler of the jobs of type `J`. It is broken off at [`Job::TIMEOUT`], which counts as a failure.
    #[must_use]
    pub fn on<J: Job, F>(mut self, handler: impl Fn(J, S) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Done> + Send + 'static,
    {
        let handler = Arc::new(handler);
        let run = move |payload, state| {
            let handler = handler.clone();
            async move {
                let job = decode::<J>(payload)?;
                match timeout(J::TIMEOUT, handler(job, state)).await {
                    Ok(done) => done,
                    Err(_) => Err(Stop::Failed(anyhow!("timed out after {:?}", J::TIMEOUT))),
                }
            }
            .boxed()
        };
        self.by_kind.insert(J::KIND, Arc::new(run));
        self
    }

    /// Runs a job. One of an unknown kind fails and is tried again: during a release, the process that meets it may be
    /// older than the one that enqueued it.
    pub(super) fn call(&self, job: Leased) -> BoxFuture<'static, Done> {
        let span = info_span!("job", id = job.id.0, kind = job.kind, attempt = job.attempt);
        match self.by_kind.get(job.kind.as_str()) {
            Some(handler) => handler(job.payload, self.state.clone()).instrument(span).boxed(),
            None => async { Err(Stop::Failed(anyhow!("this worker has no handler for this kind"))) }.boxed(),
        }
    }
}

/// A payload that doesn't decode now never will.
fn decode<J: Job>(payload: serde_json::Value) -> Result<J, Stop> {
    serde_json::from_value(payload)
        .context("the payload doesn't decode")
        .map_err(Stop::Hopeless)
}
