//! Workers that die, freeze or come back late.

use std::{
    env,
    future::pending,
    process::{Child, Command, Stdio},
    time::Duration,
};

use wq_core::jobs::{Ending, JobState, Outcome, Queue, Recorded, Store};
use wq_worker::runtime::{Config, Handlers};

use crate::{
    postgres,
    world::{Act, World, act, errors, outcomes, quick},
};

const DATABASE: &str = "WQ_TEST_JOBS_DATABASE";

/// Not a test: the process that the tests below start and kill.
#[tokio::test]
#[ignore = "the worker process that other tests start"]
async fn a_worker_process() {
    let Ok(url) = env::var(DATABASE) else { return };
    let world = World::of((postgres::pool(&url).await, url));
    let handlers = Handlers::new(world.clone()).on(async |job: Act, _| match job.0.as_str() {
        "abort" => std::process::abort(),
        _ => pending().await,
    });
    let config = Config {
        lease: Duration::from_secs(1),
        ..quick()
    };
    world.start_with(config, handlers).forever().await;
}

fn worker_process(world: &World) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "crash::a_worker_process", "--ignored"])
        .env(DATABASE, &world.url)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[tokio::test]
async fn a_job_of_a_killed_process_runs_again_once_its_lease_lapsed() {
    let world = World::new().await;
    let id = world.enqueue(&act("hang")).await;
    let mut process = worker_process(&world);
    world.until(id, JobState::Running).await;
    process.kill().unwrap();
    process.wait().unwrap();
    let running = world.start(async |_, _| Ok(()));
    let shown = world.until(id, JobState::Done).await;
    assert_eq!(
        (shown.job.attempts, outcomes(&shown)),
        (2, vec![Outcome::Lost, Outcome::Done])
    );
    assert_ne!(shown.attempts[0].worker, shown.attempts[1].worker);
    running.stop().await;
}

#[tokio::test]
async fn a_job_that_kills_its_process_is_dead_after_exactly_its_attempts() {
    let world = World::new().await;
    let id = world.enqueue(&act("abort")).await;
    let store = Store::new(world.pool.clone());
    let mut died = 0;
    let shown = loop {
        let mut process = worker_process(&world);
        let shown = world.until_that(id, |shown| shown.attempts.len() > died).await;
        assert!(!process.wait().unwrap().success());
        died = shown.attempts.len();
        while world.show(id).await.job.state == JobState::Running {
            tokio::time::sleep(Duration::from_millis(50)).await;
            store.take_back_lapsed().await.unwrap();
        }
        let shown = world.show(id).await;
        if shown.job.state == JobState::Dead {
            break shown;
        }
    };
    assert_eq!((died, outcomes(&shown)), (3, vec![Outcome::Lost; 3]));
    assert!(errors(&shown).iter().all(|error| error.contains("lease lapsed")));
}

#[tokio::test]
async fn a_long_job_keeps_its_lease() {
    let world = World::new().await;
    let config = Config {
        lease: Duration::from_secs(1),
        ..quick()
    };
    let handlers = Handlers::new(world.clone()).on(async |_: Act, _| {
        tokio::time::sleep(Duration::from_millis(2500)).await;
        Ok(())
    });
    let one = world.start_with(config.clone(), handlers.clone());
    let other = world.start_with(config, handlers);
    let id = world.enqueue(&act("long")).await;
    let shown = world.until(id, JobState::Done).await;
    assert_eq!(outcomes(&shown), [Outcome::Done]);
    one.stop().await;
    other.stop().await;
}

#[tokio::test]
async fn the_late_outcome_of_a_lost_lease_is_refused() {
    let world = World::new().await;
    let store = Store::new(world.pool.clone());
    let id = world.enqueue(&act("push")).await;
    let take = async |worker: &str, lease| {
        store
            .take(Queue::Notify, 10, worker, lease)
            .await
            .unwrap()
            .remove(0)
    };

    let frozen = take("frozen", Duration::ZERO).await;
    assert_eq!(store.take_back_lapsed().await.unwrap(), 1);
    let late = store
        .finish("frozen", frozen.run(), &Ending::done())
        .await
        .unwrap();
    assert_eq!(late, Recorded::LeaseLost, "while it waits");

    let taken = take("frozen", Duration::from_secs(60)).await; // even under the same name
    let late = store
        .finish("frozen", frozen.run(), &Ending::hopeless("late"))
        .await
        .unwrap();
    assert_eq!(late, Recorded::LeaseLost, "while another run is under way");
    store
        .prolong("frozen", &[frozen.run()], Duration::from_secs(600))
        .await
        .unwrap();

    let ended = store
        .finish("frozen", taken.run(), &Ending::done())
        .await
        .unwrap();
    assert_eq!(ended, Recorded::Written(JobState::Done));
    let shown = world.show(id).await;
    assert_eq!(outcomes(&shown), [Outcome::Lost, Outcome::Done]);
}

#[tokio::test]
async fn a_job_whose_taker_never_heard_of_it_lapses() {
    let world = World::new().await;
    let store = Store::new(world.pool.clone());
    let id = world.enqueue(&act("push")).await;
    store
        .take(Queue::Notify, 1, "deaf", Duration::from_millis(1))
        .await
        .unwrap();
    store
        .prolong("deaf", &[], Duration::from_secs(600))
        .await
        .unwrap(); // it holds nothing in memory
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(store.take_back_lapsed().await.unwrap(), 1);
    assert_eq!(world.show(id).await.job.state, JobState::Ready);
}
