//! When the database goes away.

use std::{sync::Arc, time::Duration};

use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use tokio::{sync::Notify, time::sleep};
use wq_core::jobs::{JobState, Outcome};
use wq_sandbox::postgres::throwaway::Throwaway;
use wq_worker::runtime::{Config, Handlers};

use crate::{
    postgres,
    world::{Act, World, act, outcomes, quick},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_of_the_database_is_waited_out() {
    let server = Throwaway::start().unwrap();
    let world = World::of(postgres::database_of(&server).await);
    let begun = Arc::new(Notify::new());
    let inner = begun.clone();
    let handlers = Handlers::new(world.clone()).on(move |job: Act, _| {
        let begun = inner.clone();
        async move {
            begun.notify_one();
            if job.0 == "long" {
                sleep(Duration::from_millis(500)).await;
            }
            Ok(())
        }
    });
    let running = world.start_with(
        Config {
            lease: Duration::from_secs(60),
            ..quick()
        },
        handlers,
    );
    let long = world.enqueue(&act("long")).await;
    begun.notified().await;
    tokio::task::block_in_place(|| server.restart(Duration::from_secs(1))).unwrap();

    let shown = world.until(long, JobState::Done).await;
    assert_eq!(
        outcomes(&shown),
        [Outcome::Done],
        "its ending was written once the database was back"
    );
    let after = world.enqueue(&act("after")).await;
    world.until(after, JobState::Done).await;
    running.stop().await;
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_not_handed_out_again() {
    let world = wq_tests::World::new().await;
    world.sql("SELECT 1").await;
    let mut owner = AsyncPgConnection::establish(&world.url).await.unwrap();
    let closed = diesel::sql_query(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .execute(&mut owner)
    .await
    .unwrap();
    assert!(closed > 0);
    sleep(Duration::from_millis(50)).await; // until this end has read it
    assert_eq!(world.sql("SELECT 1").await, 1);
}

#[tokio::test]
async fn a_lost_listen_connection_is_made_again_and_nothing_is_missed() {
    let world = World::new().await;
    let running = world.start(async |_, _| Ok(()));
    let listening = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE datname = current_database() AND query = 'LISTEN jobs'";
    while world.sql(listening).await == 0 {
        sleep(Duration::from_millis(10)).await;
    }
    let while_away = world.enqueue(&act("while away")).await;
    world.until(while_away, JobState::Done).await;
    let when_back = world.enqueue(&act("when back")).await;
    world.until(when_back, JobState::Done).await;
    running.stop().await;
}

#[tokio::test]
async fn without_wake_ups_the_slow_poll_finds_the_job() {
    let world = World::new().await;
    let deaf = World {
        url: "postgres://nobody@127.0.0.1:1/nothing".to_owned(),
        ..world.clone()
    };
    let handlers = Handlers::new(world.clone()).on(async |_: Act, _| Ok(()));
    let running = deaf.start_with(
        Config {
            poll: Duration::from_millis(100),
            ..quick()
        },
        handlers,
    );
    sleep(Duration::from_millis(50)).await;
    let id = world.enqueue(&act("push")).await;
    world.until(id, JobState::Done).await;
    running.stop().await;
}
