//! apalis as the runtime over our own job tables.
//!
//! apalis drives the workers, their layers and the graceful stop; the tables keep the jobs. The seam is small:
//! `queue` is its `Backend`, fed by `fetch`; `record` is its acknowledging layer. `docs/decisions/own-job-storage.md`
//! says what is guaranteed.

mod backoff;
mod config;
mod dispatch;
mod fetch;
mod job;
mod lease;
mod queue;
mod record;
mod wake;

use std::{convert::Infallible, future::Future, sync::Arc};

use apalis::prelude::{Monitor, ParallelizeExt, WorkerBuilder};
use diesel_async::{AsyncPgConnection, pooled_connection::bb8::Pool};
use tokio::{sync::watch, task::JoinSet};
use wq_core::jobs::{Queue, Store};

pub use backoff::Backoff;
pub use config::{Config, Places};
pub use dispatch::Handlers;
pub use job::{Done, Stop};

use fetch::Fetcher;
use lease::{Held, Taken, keep};
use queue::PgQueue;
use record::Record;
use wake::Wakes;

/// Runs the jobs of all queues until `shutdown` completes.
///
/// Then nothing more is taken, the jobs that run come to their end, and those that were taken but not started go back
/// without an attempt spent. An outage of the database is waited out.
///
/// # Errors
///
/// Fails only if apalis does; no job and no outage ends a worker.
pub async fn run<S: Clone + Send + Sync + 'static>(
    pool: Pool<AsyncPgConnection>,
    database_url: String,
    handlers: Handlers<S>,
    config: Config,
    shutdown: impl Future<Output = ()> + Send,
) -> anyhow::Result<()> {
    let store = Store::new(pool);
    let held = Held::default();
    let wakes = Wakes::default();
    // A random name, so that a process started again under its old number never prolongs its predecessor's leases.
    let worker: Arc<str> = format!("{}/{:08x}", std::process::id(), rand::random::<u32>()).into();

    let mut background = JoinSet::new(); // ends with this function
    background.spawn(wakes.clone().listen(database_url));
    background.spawn(keep(store.clone(), worker.clone(), held.clone(), config.lease));

    let (stop, stopped) = watch::channel(false);
    let mut monitor = Monitor::new();
    for &queue in Queue::ALL {
        let places = config.places.of(queue);
        if places == 0 {
            continue;
        }
        let fetcher = Fetcher {
            store: store.clone(),
            queue,
            worker: worker.clone(),
            held: held.clone(),
            wake: wakes.of(queue),
            lease: config.lease,
            poll: config.poll,
        };
        let record = Record {
            store: store.clone(),
            worker: worker.clone(),
            backoff: config.backoff,
        };
        let (handlers, stopped) = (handlers.clone(), stopped.clone());
        monitor = monitor.register(move |_restarts| {
            let handlers = handlers.clone();
            WorkerBuilder::new(queue.as_str())
                .backend(PgQueue::new(
                    fetcher.clone(),
                    places,
                    stopped.clone(),
                    record.clone(),
                ))
                // A task of its own for each job; without it all queues share one. Also turns a panic into an error.
                .parallelize(tokio::spawn)
                .build(move |taken: Taken| {
                    let run = handlers.call(taken.job);
                    async move { Ok::<_, Infallible>(run.await) }
                })
        });
    }
    monitor
        .run_with_signal(async move {
            shutdown.await;
            stop.send_replace(true);
            Ok(())
        })
        .await?;
    Ok(())
}
