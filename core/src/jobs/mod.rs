//! Jobs: their payloads, in one list, and the tables that keep them.
//!
//! An act enqueues the jobs that follow from it in its own transaction, so that both commit or neither does. The worker
//! runs each at least once: every job is harmless twice. `docs/decisions/own-job-storage.md` tells the life of a job.

mod enqueue;
mod names;
pub mod operate;
pub mod payloads;
mod store;
mod under_way;

use std::time::Duration;

use diesel::sql_types::BigInt;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

pub use enqueue::{NewJob, enqueue, enqueue_all, enqueue_at};
pub use names::{JobState, Outcome, Queue, UnknownName};
pub use store::{Ending, Leased, Recorded, Run, Store, StoreError, prune_done};
pub use under_way::is_under_way;

/// A kind of job: its payload, and how it is run.
///
/// A payload holds ids only. It lies in the database in clear and is shown to operators.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The name under which the worker finds its handler. Stored; never changed once released.
    const KIND: &'static str;
    /// The queue that runs it.
    const QUEUE: Queue;
    /// How many attempts may start, also those that kill the process, before the job is dead.
    const MAX_ATTEMPTS: i32;
    /// How long one attempt may take before it is broken off and counts as failed.
    const TIMEOUT: Duration;

    /// Two jobs with one key that have not started yet are one job. `None`: never joined to another.
    ///
    /// The key is given up when the job first starts, for by then it may have read what the next request changes.
    fn unique_key(&self) -> Option<String>;
}

/// The number of a job.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[serde(transparent)]
#[diesel(sql_type = BigInt)]
pub struct JobId(pub i64);

impl std::fmt::Display for JobId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
