//! What the worker asks of the tables: take, finish, keep, prune.
//!
//! A taken job is under a lease: `leased_by` names the process, `leased_until` lies a little ahead and is moved on while
//! the process lives, and `runs` is the fence. It grows with every start and never goes back, so an outcome that arrives
//! after the lease was lost names a run that is no longer the job's, and is refused.

mod finish;
mod keep;
mod prune;
mod take;

use diesel_async::{
    AsyncPgConnection,
    pooled_connection::bb8::{Pool, PooledConnection, RunError},
};

pub use finish::{Ending, Recorded};
pub use keep::Run;
pub use prune::prune_done;
pub use take::Leased;

/// The job tables, for workers. Each call takes a connection from the pool for one statement.
#[derive(Clone)]
pub struct Store {
    pool: Pool<AsyncPgConnection>,
}

/// Why the tables did not answer. Every one may pass: the database is away, or the pool is worn out.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The statement failed.
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
    /// There was no connection to be had.
    #[error("no connection: {0}")]
    Pool(#[from] RunError),
}

impl Store {
    /// The tables behind this pool.
    pub fn new(pool: Pool<AsyncPgConnection>) -> Self {
        Self { pool }
    }

    async fn connection(&self) -> Result<PooledConnection<'_, AsyncPgConnection>, RunError> {
        self.pool.get().await
    }
}
