//! The graceful stop.

use std::{sync::Arc, time::Duration};

use diesel::result::Error;
use diesel_async::{AsyncConnection, SimpleAsyncConnection};
use tokio::{
    sync::{Notify, Semaphore},
    time::sleep,
};
use wq_core::jobs::{JobState, Outcome};
use wq_worker::runtime::{Config, Handlers, Places};

use crate::world::{World, act, outcomes, quick};

#[tokio::test]
async fn jobs_that_run_come_to_their_end_and_none_is_taken_any_more() {
    let world = World::new().await;
    let (begun, gate) = (Arc::new(Notify::new()), Arc::new(Semaphore::new(0)));
    let inner = (begun.clone(), gate.clone());
    let mut running = world.start(move |_, _| {
        let (begun, gate) = inner.clone();
        async move {
            begun.notify_one();
            gate.acquire().await?.forget();
            Ok(())
        }
    });
    let first = world.enqueue(&act("first")).await;
    begun.notified().await;
    running.tell_to_stop().await;
    let second = world.enqueue(&act("second")).await;
    sleep(Duration::from_millis(150)).await;
    gate.add_permits(1);
    running.stop().await;
    assert_eq!(outcomes(&world.show(first).await), [Outcome::Done]);
    let second = world.show(second).await;
    assert_eq!((second.job.state, second.attempts.len()), (JobState::Ready, 0));
}

#[tokio::test]
async fn jobs_taken_and_not_started_go_back_without_an_attempt_spent() {
    let world = World::new().await;
    let id = world.enqueue(&act("push")).await;
    let mut conn = world.pool.get().await.unwrap();
    let running = conn
        .transaction::<_, Error, _>(async |conn| {
            conn.batch_execute("LOCK TABLE job_attempts IN SHARE MODE")
                .await?;
            let only_notify = Places {
                push: 0,
                lookup: 0,
                restore: 0,
                upkeep: 0,
                ..Places::default()
            };
            let only_notify = Config {
                places: only_notify,
                ..quick()
            };
            let mut running = world.start_with(only_notify, Handlers::new(world.clone()));
            // Two statements wait for the table: the one that takes the job, and the one that looks for lapsed leases.
            let waiting = "SELECT FROM pg_locks WHERE relation = 'job_attempts'::regclass AND NOT granted";
            while world.sql(waiting).await < 2 {
                sleep(Duration::from_millis(10)).await;
            }
            running.tell_to_stop().await;
            Ok(running)
        })
        .await
        .unwrap();
    running.stop().await;
    let shown = world.show(id).await;
    assert_eq!((shown.job.state, shown.job.attempts), (JobState::Ready, 0));
    assert_eq!(outcomes(&shown), [Outcome::Released]);
}
