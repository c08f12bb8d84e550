//! The job runtime by itself: jobs that do nothing, on a database of their own making.

use std::{
    future::ready,
    time::{Duration, Instant},
};

use anyhow::bail;
use diesel::{
    dsl::{exists, now},
    prelude::*,
    select,
};
use diesel_async::{AsyncConnection, RunQueryDsl, SimpleAsyncConnection};
use serde::{Deserialize, Serialize};
use tokio::{
    sync::{mpsc, oneshot},
    time::sleep,
};
use wq_core::{
    db::{self, Conn, Pool, schema::jobs},
    jobs::{Job, NewJob, Queue, enqueue, enqueue_all},
};
use wq_worker::runtime::{Config, Handlers, Places, run};

use crate::figures::Figure;

/// Jobs of one transaction.
const BATCH: usize = 1000;
/// How long the worker may take for what the readers gave it to do.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often it is looked at.
const LOOK: Duration = Duration::from_millis(100);
/// Connections of the runtime.
const CONNECTIONS: u32 = 16;

/// A job that does nothing.
#[derive(Serialize, Deserialize)]
struct Nothing {
    number: i64,
}

impl Job for Nothing {
    const KIND: &'static str = "bench_nothing";
    const QUEUE: Queue = Queue::Notify;
    const MAX_ATTEMPTS: i32 = 1;
    const TIMEOUT: Duration = Duration::from_secs(10);

    fn unique_key(&self) -> Option<String> {
        None
    }
}

/// Waits until the worker has done what was asked of it, and counts what the tables hold now, as the server itself does within
/// a minute: statements planned while a table was empty are planned anew.
pub async fn settled(url: &str) -> anyhow::Result<()> {
    let mut conn = Conn::establish(url).await?;
    for _ in 0..PATIENCE.as_millis() / LOOK.as_millis() {
        let under_way = jobs::table
            .filter(jobs::state.eq_any(["ready", "running"]))
            .filter(jobs::due_at.le(now));
        if !select(exists(under_way)).get_result(&mut conn).await? {
            return Ok(conn.batch_execute("VACUUM ANALYZE").await?);
        }
        sleep(LOOK).await;
    }
    bail!("the worker is not done after {PATIENCE:?}")
}

/// When each job started.
type Starts = mpsc::UnboundedReceiver<Instant>;

/// Runs `jobs` waiting jobs with so many places; the times are from one start to the next.
pub async fn throughput(url: &str, jobs: usize, places: usize) -> anyhow::Result<Figure> {
    let pool = db::connect(url, CONNECTIONS).await?;
    let mut conn = Conn::establish(url).await?;
    for begin in (0..jobs).step_by(BATCH) {
        let batch = (begin..jobs.min(begin + BATCH)).map(|number| {
            NewJob::now(&Nothing {
                number: number as i64,
            })
        });
        enqueue_all(&mut conn, batch.collect::<Result<_, _>>()?).await?;
    }
    let begun = Instant::now();
    let (within, starts) = with_runtime(url, pool, places, async |starts| {
        let mut all = Vec::with_capacity(jobs);
        starts.recv_many(&mut all, 1).await;
        while all.len() < jobs {
            starts.recv_many(&mut all, jobs).await;
        }
        Ok((begun.elapsed(), all))
    })
    .await?;
    let times = starts
        .windows(2)
        .map(|pair| pair[1].duration_since(pair[0]))
        .collect();
    Ok(Figure {
        what: format!("job to job, {places} places"),
        times,
        within,
        cpu: None,
    })
}

/// Enqueues `jobs` jobs one after another. The times are from sending the job to its start, the commit in between.
pub async fn latency(url: &str, jobs: usize) -> anyhow::Result<Figure> {
    let pool = db::connect(url, CONNECTIONS).await?;
    let mut conn = pool.dedicated_connection().await?;
    let begun = Instant::now();
    let times = with_runtime(url, pool, Places::default().notify, async |starts| {
        let mut times = Vec::with_capacity(jobs);
        for number in 0..jobs as i64 {
            let sent = Instant::now();
            enqueue(&mut conn, &Nothing { number }).await?;
            let Some(started) = starts.recv().await else { break };
            times.push(started.duration_since(sent));
        }
        Ok(times)
    })
    .await?;
    Ok(Figure {
        what: "job sent, committed, started".into(),
        times,
        within: begun.elapsed(),
        cpu: None,
    })
}

/// Runs the runtime beside `act`, which hears of every start.
async fn with_runtime<T>(
    url: &str,
    pool: Pool,
    places: usize,
    act: impl AsyncFnOnce(&mut Starts) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let (told, mut starts) = mpsc::unbounded_channel();
    let (stop, stopped) = oneshot::channel::<()>();
    let handlers = Handlers::new(told).on(|_: Nothing, told| {
        // Nobody listens any more only after the last start.
        let _ = told.send(Instant::now());
        ready(Ok(()))
    });
    let config = Config {
        places: Places {
            notify: places,
            ..Places::default()
        },
        ..Config::default()
    };
    let url = url.to_owned();
    let running = tokio::spawn(async move {
        run(pool, url, handlers, config, async {
            // Told to stop, or left alone: both are the end.
            let _ = stopped.await;
        })
        .await
    });
    let acted = act(&mut starts).await;
    drop(stop);
    running.await??;
    acted
}
