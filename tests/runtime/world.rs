//! What the tests share: a database, a job that does as told, a runtime in this process.

use std::{future::Future, time::Duration};

use diesel::{
    QueryableByName, sql_query,
    sql_types::{BigInt, Text},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl, pooled_connection::bb8::Pool};
use serde::{Deserialize, Serialize};
use tokio::{sync::oneshot, task::JoinHandle, time::sleep};
use wq_core::jobs::{
    Job, JobId, JobState, Outcome, Queue, enqueue,
    operate::{ShownJob, show},
};
use wq_worker::runtime::{Backoff, Config, Done, Handlers, run};

use crate::postgres;

/// A job that carries a word to its handler. Two with one word, not yet started, are one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act(pub String);

impl Job for Act {
    const KIND: &'static str = "act";
    const QUEUE: Queue = Queue::Notify;
    const MAX_ATTEMPTS: i32 = 3;
    const TIMEOUT: Duration = Duration::from_secs(20);

    fn unique_key(&self) -> Option<String> {
        Some(self.0.clone())
    }
}

pub fn act(word: &str) -> Act {
    Act(word.to_owned())
}

/// Times for tests. The poll is so slow that a test which doesn't hang shows that something woke the workers.
pub fn quick() -> Config {
    Config {
        lease: Duration::from_secs(5),
        poll: Duration::from_secs(600),
        backoff: Backoff {
            first: Duration::from_millis(20),
            cap: Duration::from_millis(100),
        },
        ..Config::default()
    }
}

/// A database of its own.
#[derive(Clone)]
pub struct World {
    pub pool: Pool<AsyncPgConnection>,
    pub url: String,
}

impl World {
    pub async fn new() -> World {
        World::of(postgres::database().await)
    }

    pub fn of((pool, url): (Pool<AsyncPgConnection>, String)) -> World {
        World { pool, url }
    }

    /// Enqueues a job that no other stands for yet.
    pub async fn enqueue<J: Job>(&self, job: &J) -> JobId {
        enqueue(&mut self.pool.get().await.unwrap(), job)
            .await
            .unwrap()
            .expect("a new job")
    }

    /// Starts a runtime whose handler of [`Act`] is this one.
    pub fn start<F>(&self, handler: impl Fn(Act, World) -> F + Send + Sync + 'static) -> Running
    where
        F: Future<Output = Done> + Send + 'static,
    {
        self.start_with(quick(), Handlers::new(self.clone()).on(handler))
    }

    pub fn start_with(&self, config: Config, handlers: Handlers<World>) -> Running {
        let (stop, stopped) = oneshot::channel();
        let (hear, heard) = oneshot::channel();
        let shutdown = async move {
            let _ = stopped.await;
            let _ = hear.send(());
        };
        let task = tokio::spawn(run(
            self.pool.clone(),
            self.url.clone(),
            handlers,
            config,
            shutdown,
        ));
        Running {
            stop: Some((stop, heard)),
            task,
        }
    }

    pub async fn show(&self, id: JobId) -> ShownJob {
        show(&mut self.pool.get().await.unwrap(), id)
            .await
            .unwrap()
            .expect("the job")
    }

    /// The job, once it stands in this state.
    pub async fn until(&self, id: JobId, state: JobState) -> ShownJob {
        self.until_that(id, |shown| shown.job.state == state).await
    }

    /// The job, once this holds of it.
    pub async fn until_that(&self, id: JobId, holds: impl Fn(&ShownJob) -> bool) -> ShownJob {
        for _ in 0..2000 {
            let shown = self.show(id).await;
            if holds(&shown) {
                return shown;
            }
            sleep(Duration::from_millis(10)).await;
        }
        panic!("it never came to that: {:#?}", self.show(id).await);
    }

    /// Runs one statement of SQL and answers how many rows it touched.
    pub async fn sql(&self, statement: &str) -> usize {
        sql_query(statement)
            .execute(&mut self.pool.get().await.unwrap())
            .await
            .unwrap()
    }

    /// Inserts a job of any kind and payload, as an older or newer release might.
    pub async fn insert(&self, kind: &str, payload: &str) -> JobId {
        #[derive(QueryableByName)]
        struct Inserted {
            #[diesel(sql_type = BigInt)]
            id: JobId,
        }
        let inserted: Inserted = sql_query(
            "INSERT INTO jobs (queue, kind, payload, max_attempts) VALUES ('notify', $1, $2::jsonb, 3) RETURNING id",
        )
        .bind::<Text, _>(kind)
        .bind::<Text, _>(payload)
        .get_result(&mut self.pool.get().await.unwrap())
        .await
        .unwrap();
        inserted.id
    }
}

/// A runtime in this process.
pub struct Running {
    stop: Option<(oneshot::Sender<()>, oneshot::Receiver<()>)>,
    task: JoinHandle<anyhow::Result<()>>,
}

impl Running {
    /// Lets it run until the process ends.
    pub async fn forever(mut self) {
        (&mut self.task).await.unwrap().unwrap();
    }

    /// Tells it to stop and waits until it has heard, not until it has stopped.
    pub async fn tell_to_stop(&mut self) {
        let (stop, heard) = self.stop.take().expect("told once");
        stop.send(()).unwrap();
        heard.await.unwrap();
    }

    /// Stops it and waits for its end.
    pub async fn stop(mut self) {
        if self.stop.is_some() {
            self.tell_to_stop().await;
        }
        (&mut self.task).await.unwrap().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The answers to a query for one number `n` a row.
pub async fn numbers(conn: &mut AsyncPgConnection, query: &str) -> Vec<i64> {
    #[derive(QueryableByName)]
    struct Number {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    sql_query(query)
        .load::<Number>(conn)
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.n)
        .collect()
}

/// Outcomes, first to last.
pub fn outcomes(shown: &ShownJob) -> Vec<Outcome> {
    shown
        .attempts
        .iter()
        .rev()
        .map(|attempt| attempt.outcome.expect("ended"))
        .collect()
}

/// Errors, first to last.
pub fn errors(shown: &ShownJob) -> Vec<&str> {
    shown
        .attempts
        .iter()
        .rev()
        .map(|attempt| attempt.error.as_deref().expect("an error"))
        .collect()
}
