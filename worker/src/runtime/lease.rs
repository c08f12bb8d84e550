//! The jobs that this process holds, and keeping their leases.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::OwnedSemaphorePermit,
    time::{MissedTickBehavior, interval},
};
use wq_core::jobs::{Leased, Run, Store};

/// The runs whose leases are to be kept.
#[derive(Clone, Default)]
pub(super) struct Held(Arc<Mutex<HashSet<Run>>>);

impl Held {
    /// Holds a job from now on, in a place of its queue.
    pub(super) fn hold(&self, job: Leased, place: OwnedSemaphorePermit) -> Taken {
        let run = job.run();
        self.runs().insert(run);
        Taken {
            job,
            hold: Arc::new(Hold {
                run,
                held: self.clone(),
                _place: place,
            }),
        }
    }

    fn runs(&self) -> MutexGuard<'_, HashSet<Run>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner) // one insert or remove: never left half done
    }
}

/// A job in one of our places.
#[derive(Clone)]
pub(super) struct Taken {
    pub(super) job: Leased,
    /// Kept until the ending is written.
    pub(super) hold: Arc<Hold>,
}

/// When dropped, the place is free and the lease no longer kept.
pub(super) struct Hold {
    run: Run,
    held: Held,
    _place: OwnedSemaphorePermit,
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.held.runs().remove(&self.run);
    }
}

/// Keeps our leases, and takes back what any process let lapse. A task of its own, so that no job can delay it.
///
/// Ours first: after an outage of the database they may have lapsed, while the jobs still run.
pub(super) async fn keep(store: Store, worker: Arc<str>, held: Held, lease: Duration) {
    let mut beat = interval(lease / 3);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        beat.tick().await;
        let runs: Vec<Run> = held.runs().iter().copied().collect();
        if let Err(error) = store.prolong(&worker, &runs, lease).await {
            tracing::error!(%error, held = runs.len(), "leases not prolonged");
        }
        match store.take_back_lapsed().await {
            Ok(0) => {}
            Ok(lapsed) => tracing::warn!(lapsed, "jobs taken back whose worker died or froze"),
            Err(error) => tracing::error!(%error, "lapsed leases not looked for"),
        }
    }
}
