//! What one worker process takes on.

use std::time::Duration;

use wq_core::jobs::Queue;

use super::Backoff;

/// How many jobs run at once, and the times of the runtime.
///
/// A place is for a job that is taken, until its ending is written: a process that dies costs at most so many attempts.
/// A queue without places is left to other processes.
#[derive(Clone, Debug)]
pub struct Config {
    /// Places for [`Queue::Push`].
    pub push: usize,
    /// Places for [`Queue::Lookup`].
    pub lookup: usize,
    /// Places for [`Queue::Notify`].
    pub notify: usize,
    /// Places for [`Queue::Restore`].
    pub restore: usize,
    /// Places for [`Queue::Upkeep`].
    pub upkeep: usize,
    /// How long a job of a process that died waits before another takes it. Prolonged every third of it.
    pub lease: Duration,
    /// How often to look without being woken: what a lost wake-up costs at most.
    pub poll: Duration,
    /// Between attempts.
    pub backoff: Backoff,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            push: 8,
            lookup: 4,
            notify: 8,
            restore: 2,
            upkeep: 2,
            lease: Duration::from_secs(30),
            poll: Duration::from_secs(5),
            backoff: Backoff {
                first: Duration::from_secs(2),
                cap: Duration::from_secs(3600),
            },
        }
    }
}

impl Config {
    pub(super) fn places(&self, queue: Queue) -> usize {
        match queue {
            Queue::Push => self.push,
            Queue::Lookup => self.lookup,
            Queue::Notify => self.notify,
            Queue::Restore => self.restore,
            Queue::Upkeep => self.upkeep,
        }
    }
}
