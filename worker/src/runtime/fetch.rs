//! Taking jobs of one queue as places become free.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{Notify, OwnedSemaphorePermit, Semaphore, mpsc, watch},
    time::timeout,
};
use wq_core::jobs::{Ending, Leased, Queue, Store, StoreError};

use super::lease::{Held, Taken};

/// After an error of the database.
const AFTER_ERROR: Duration = Duration::from_millis(500);
/// When a job is due and yet not to be had: an act that joined it has not committed yet. Its commit wakes us earlier.
const WHILE_LOCKED: Duration = Duration::from_millis(50);

/// Takes the jobs of one queue.
#[derive(Clone)]
pub(super) struct Fetcher {
    pub(super) store: Store,
    pub(super) queue: Queue,
    pub(super) worker: Arc<str>,
    pub(super) held: Held,
    pub(super) wake: Arc<Notify>,
    pub(super) lease: Duration,
    pub(super) poll: Duration,
}

impl Fetcher {
    /// Takes jobs into `out` until `stopped`, never more than there are places for.
    ///
    /// Nothing breaks off a statement under way: jobs whose answer nobody hears would wait for their lease to lapse.
    pub(super) async fn run(
        self,
        places: Arc<Semaphore>,
        mut stopped: watch::Receiver<bool>,
        out: mpsc::Sender<Taken>,
    ) {
        loop {
            let free = tokio::select! {
                biased; // once told to stop, take nothing more
                _ = stopped.wait_for(|stopped| *stopped) => return,
                free = all_free(&places) => free,
            };
            let Some(free) = free else { return };
            let asked = free.num_permits();
            let pause = match self.take(free).await {
                Ok(taken) => {
                    let all_asked_for = taken.len() == asked;
                    self.hand_over(taken, &stopped, &out).await;
                    if all_asked_for {
                        Duration::ZERO
                    } else {
                        self.pause().await
                    }
                }
                Err(error) => {
                    tracing::error!(%error, queue = %self.queue, "jobs not taken");
                    AFTER_ERROR
                }
            };
            tokio::select! {
                biased;
                _ = stopped.wait_for(|stopped| *stopped) => return,
                _ = timeout(pause, self.wake.notified()) => {}
            }
        }
    }

    async fn take(&self, mut free: OwnedSemaphorePermit) -> Result<Vec<Taken>, StoreError> {
        let jobs = self
            .store
            .take(self.queue, free.num_permits(), &self.worker, self.lease)
            .await?;
        // Never more jobs than places, for it asked for so many.
        let in_place = |job: Leased| Some(self.held.hold(job, free.split(1)?));
        Ok(jobs.into_iter().filter_map(in_place).collect())
    }

    /// Hands jobs to apalis, or back to the table if apalis was told to stop while they were being taken.
    async fn hand_over(&self, jobs: Vec<Taken>, stopped: &watch::Receiver<bool>, out: &mpsc::Sender<Taken>) {
        for taken in jobs {
            if *stopped.borrow() {
                self.give_back(taken).await;
            } else if let Err(unsent) = out.send(taken).await {
                self.give_back(unsent.0).await;
            }
        }
    }

    /// How long there is nothing to take, unless woken.
    async fn pause(&self) -> Duration {
        match self.store.next_due(self.queue).await {
            Ok(Some(Duration::ZERO)) => WHILE_LOCKED,
            Ok(Some(due)) => due.min(self.poll),
            Ok(None) => self.poll,
            Err(_) => AFTER_ERROR,
        }
    }

    /// Gives back a job that was taken and not started. If that fails its lease lapses, at the cost of an attempt.
    pub(super) async fn give_back(&self, taken: Taken) {
        if let Err(error) = self
            .store
            .finish(&self.worker, taken.job.run(), &Ending::released())
            .await
        {
            tracing::error!(%error, job = %taken.job.id, "job not given back");
        }
    }
}

/// Waits for a place and answers with every place that is free then. `None`: the queue is closed.
async fn all_free(places: &Arc<Semaphore>) -> Option<OwnedSemaphorePermit> {
    let mut free = places.clone().acquire_owned().await.ok()?;
    let others = u32::try_from(places.available_permits()).unwrap_or(u32::MAX);
    if let Ok(others) = places.clone().try_acquire_many_owned(others) {
        free.merge(others);
    }
    Some(free)
}
