//! A worker process that is killed.

use std::{
    env,
    future::pending,
    process::{Child, Command, Stdio},
    time::Duration,
};

use wq_core::{
    db,
    jobs::{JobState, Outcome, payloads::PushDestination},
};
use wq_sandbox::{
    clients,
    outside::{Behaviour, Keys, employment},
};
use wq_tests::{LIMIT, Sandbox, World, worker_settings};

use crate::jobs::{outcomes, settle, until};

const DATABASE: &str = "WQ_TEST_DATABASE";
const HTTP: &str = "WQ_TEST_HTTP";
const SMTP: &str = "WQ_TEST_SMTP";

/// Not a test: the process that the test below starts and kills.
#[tokio::test]
#[ignore = "the worker process that another test starts"]
async fn a_worker_process() {
    let Ok(url) = env::var(DATABASE) else { return };
    let address = |name| env::var(name).unwrap().parse().unwrap();
    let outside = clients::settings(&Keys::default(), address(HTTP), address(SMTP));
    let pool = db::connect(&url, 8).await.unwrap();
    wq_worker::run(&worker_settings(&url, &env::temp_dir(), outside), pool, pending())
        .await
        .unwrap();
}

fn worker_process(world: &World, sandbox: &Sandbox) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "crash::a_worker_process", "--ignored"])
        .env(DATABASE, &world.url)
        .env(HTTP, sandbox.http.to_string())
        .env(SMTP, sandbox.smtp.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[tokio::test]
async fn a_push_in_the_middle_of_which_its_worker_is_killed_takes_effect_once() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    sandbox.know(&student);
    sandbox.register(&company, "存续");
    sandbox
        .systems
        .employment
        .set_behaviour(Behaviour::Slow(Duration::from_secs(9)));
    world.sign(&company, &student, &officer).await;

    let mut process = worker_process(&world, &sandbox);
    let taken = sandbox.systems.employment.wait_for(1, LIMIT).await;
    process.kill().unwrap();
    process.wait().unwrap();
    assert_eq!(
        taken.unwrap()[0].outcome,
        employment::Outcome::Applied,
        "and nobody heard of it"
    );
    until::<PushDestination>(&world, JobState::Running).await;

    world
        .sql("UPDATE jobs SET leased_until = now() WHERE state = 'running'")
        .await; // rather than wait for the lease
    sandbox.systems.employment.set_behaviour(Behaviour::Normal);
    let worker = sandbox.worker(&world);
    settle(&world).await;
    let shown = until::<PushDestination>(&world, JobState::Done).await;
    assert_eq!(outcomes(&shown), [Outcome::Lost, Outcome::Done]);
    let pushes = sandbox.systems.employment.received();
    let effects: Vec<_> = pushes.into_iter().map(|push| push.outcome).collect();
    assert_eq!(
        effects,
        [employment::Outcome::Applied, employment::Outcome::AlreadyHad]
    );
    worker.stop().await;
}
