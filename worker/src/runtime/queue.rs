//! The seam: a queue of our tables as an apalis backend.

use std::{
    convert::Infallible,
    sync::Arc,
    task::{Context, Poll, ready},
};

use apalis_core::{
    backend::{Backend, BackendConfig, finalize::Ephemeral},
    task::{Task, builder::TaskBuilder, task_id::TaskId},
    worker::context::WorkerContext,
};
use futures::{FutureExt, future::BoxFuture};
use tokio::{
    sync::{Semaphore, mpsc, watch},
    task::JoinSet,
};

use super::{fetch::Fetcher, lease::Taken, record::Record};

/// A queue as apalis sees it: a stream of taken jobs.
///
/// We implement `Backend` itself. apalis's ready-made `Persisted` sends its heartbeats only while nothing is buffered,
/// and ends at the first error of the database; this one has no error to give, for outages are waited out below it.
pub(super) struct PgQueue {
    fetcher: Fetcher,
    record: Record,
    taken: mpsc::Receiver<Taken>,
    closing: Option<BoxFuture<'static, ()>>,
    /// The fetcher's task, which ends with the queue.
    _fetching: JoinSet<()>,
}

impl PgQueue {
    /// Starts taking jobs, for so many places.
    pub(super) fn new(
        fetcher: Fetcher,
        places: usize,
        stopped: watch::Receiver<bool>,
        record: Record,
    ) -> Self {
        let (out, taken) = mpsc::channel(places);
        let mut fetching = JoinSet::new();
        fetching.spawn(
            fetcher
                .clone()
                .run(Arc::new(Semaphore::new(places)), stopped, out),
        );
        Self {
            fetcher,
            record,
            taken,
            closing: None,
            _fetching: fetching,
        }
    }

    /// Gives back what was taken and not started, until the fetcher, which was told to stop too, has ended.
    fn close(&mut self) -> BoxFuture<'static, ()> {
        let (_, nothing) = mpsc::channel(1);
        let mut taken = std::mem::replace(&mut self.taken, nothing);
        let fetcher = self.fetcher.clone();
        async move {
            while let Some(taken) = taken.recv().await {
                fetcher.give_back(taken).await;
            }
        }
        .boxed()
    }
}

impl Backend for PgQueue {
    type Task = Task<Taken>;
    type Error = Infallible;

    fn poll_ready(&mut self, _: &mut Context<'_>, _: &WorkerContext) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn poll_next(
        &mut self,
        cx: &mut Context<'_>,
        _: &WorkerContext,
    ) -> Poll<Option<Result<Task<Taken>, Infallible>>> {
        let Some(taken) = ready!(self.taken.poll_recv(cx)) else {
            return Poll::Ready(None);
        };
        // One id for each run: apalis refuses a second task of one id, and a job whose lease lapsed may come back to us
        // while its former run has not ended.
        let id = TaskId::String(format!("{}/{}", taken.job.id, taken.job.run));
        Poll::Ready(Some(Ok(TaskBuilder::new(taken).task_id(id).build())))
    }

    /// apalis calls this once it was told to stop and no job runs any more.
    fn poll_close(&mut self, cx: &mut Context<'_>, _: &WorkerContext) -> Poll<Result<(), Infallible>> {
        let mut closing = self.closing.take().unwrap_or_else(|| self.close());
        let closed = closing.poll_unpin(cx);
        if closed.is_pending() {
            self.closing = Some(closing);
        }
        closed.map(Ok)
    }
}

impl BackendConfig for PgQueue {
    type Args = Taken;
    type Id = i64;
    /// apalis decodes nothing: a `Durable` backend turns one payload that doesn't decode into an error of the worker.
    type Kind = Ephemeral;
    type Config = Fetcher;
    type Layer = Record;

    fn config(&self) -> &Fetcher {
        &self.fetcher
    }

    fn middleware(&mut self, _: &mut WorkerContext) -> Record {
        self.record.clone()
    }
}
