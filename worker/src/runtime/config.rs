//! What one worker process takes on.

use std::time::Duration;

use wq_core::jobs::Queue;

use super::Backoff;

/// How many jobs of each queue run at once in this process.
///
/// A place is for a job that is taken, until its ending is written: a process that dies costs at most so many attempts.
/// A queue without places is left to other processes.
#[derive(clap::Args, Clone, Debug)]
pub struct Places {
    /// How many pushes to the employment system run at once
    #[arg(long = "push-places", env = "PUSH_PLACES", default_value_t = Places::default().push)]
    pub push: usize,
    /// How many look-ups of companies run at once
    #[arg(long = "lookup-places", env = "LOOKUP_PLACES", default_value_t = Places::default().lookup)]
    pub lookup: usize,
    /// How many messages are sent at once
    #[arg(long = "notify-places", env = "NOTIFY_PLACES", default_value_t = Places::default().notify)]
    pub notify: usize,
    /// How many students are restored at once
    #[arg(long = "restore-places", env = "RESTORE_PLACES", default_value_t = Places::default().restore)]
    pub restore: usize,
    /// How many jobs of upkeep run at once
    #[arg(long = "upkeep-places", env = "UPKEEP_PLACES", default_value_t = Places::default().upkeep)]
    pub upkeep: usize,
}

impl Default for Places {
    fn default() -> Self {
        Places {
            push: 8,
            lookup: 4,
            notify: 8,
            restore: 2,
            upkeep: 2,
        }
    }
}

impl Places {
    pub(super) fn of(&self, queue: Queue) -> usize {
        match queue {
            Queue::Push => self.push,
            Queue::Lookup => self.lookup,
            Queue::Notify => self.notify,
            Queue::Restore => self.restore,
            Queue::Upkeep => self.upkeep,
        }
    }
}

/// What one worker process takes on, and the times of the runtime.
#[derive(Clone, Debug)]
pub struct Config {
    /// How many jobs run at once.
    pub places: Places,
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
            places: Places::default(),
            lease: Duration::from_secs(30),
            poll: Duration::from_secs(5),
            backoff: Backoff {
                first: Duration::from_secs(2),
                cap: Duration::from_secs(3600),
            },
        }
    }
}
