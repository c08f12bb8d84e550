//! Operators hear of jobs in trouble by mail (14.6, 14.7).

use wq_core::jobs::{JobState, Outcome, payloads::TellOperators};
use wq_sandbox::outside::Behaviour;
use wq_tests::{LIMIT, Sandbox, World};

use crate::jobs::{named, of_kind, outcomes, retried};

/// A job that was tried once, of a kind that is none of ours.
async fn tried(world: &World, queue: &str, state: &str, age: &str) {
    let (due, finished) = match state {
        "ready" => ("now() + interval '1 hour'", "NULL"),
        _ => ("now()", "now()"),
    };
    let job = format!(
        "INSERT INTO jobs (queue, kind, payload, max_attempts, runs, state, created_at, due_at, finished_at)
         VALUES ('{queue}', 'old', '{{}}', 1, 1, '{state}', now() - interval '{age}', {due}, {finished})"
    );
    world.sql(&job).await;
}

/// The operators are told of whatever there is by now: what their letters said so far.
async fn told(world: &World, sandbox: &Sandbox, looks: usize) -> Vec<String> {
    world
        .sql("UPDATE jobs SET due_at = now() WHERE kind = 'tell_operators' AND state = 'ready'")
        .await;
    let done = async |world: &World| {
        let looks_so_far = of_kind::<TellOperators>(world).await;
        (looks_so_far.iter())
            .filter(|shown| shown.job.state == JobState::Done)
            .count()
            == looks
    };
    world.until("a look for trouble", done).await;
    let letters = sandbox.systems.mail.received();
    for letter in &letters {
        assert_eq!(letter.recipients, ["operators@example.org"]);
        assert_eq!(letter.subject, "【网签平台】有任务需要处理");
    }
    letters.into_iter().filter_map(|letter| letter.text).collect()
}

#[tokio::test]
async fn r_14_7_operators_are_told_once_of_what_is_dead_and_of_what_is_late() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    tried(&world, "push", "dead", "1 minute").await;
    tried(&world, "push", "ready", "59 minutes").await;
    tried(&world, "notify", "ready", "61 minutes").await;
    tried(&world, "upkeep", "ready", "9 days").await;
    let worker = sandbox.worker(&world);
    let letters = told(&world, &sandbox, 1).await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].contains("推送队列：1 个任务已失败，不会再自动重试。"));
    assert!(letters[0].contains("通知队列：1 个任务超过一小时仍未完成，正在重试。"));
    assert!(!letters[0].contains("维护队列"));
    assert_eq!(told(&world, &sandbox, 2).await.len(), 1, "once");

    world
        .sql("UPDATE jobs SET state = 'dead', finished_at = now() WHERE queue = 'notify' AND kind = 'old'")
        .await;
    let letters = told(&world, &sandbox, 3).await;
    assert_eq!(letters.len(), 2, "what was late is dead now");
    assert!(letters[1].contains("通知队列：1 个任务已失败") && !letters[1].contains("推送队列"));
    worker.stop().await;
}

#[tokio::test]
async fn r_14_7_what_dies_again_after_a_retry_is_told_of_again() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    tried(&world, "push", "dead", "1 minute").await;
    let worker = sandbox.worker(&world);
    assert_eq!(told(&world, &sandbox, 1).await.len(), 1);
    let dead = named(&world, "old").await;
    retried(&world, &dead[0]).await;
    world
        .until("the job is dead again", async |world| {
            named(world, "old").await[0].job.state == JobState::Dead
        })
        .await;
    assert_eq!(told(&world, &sandbox, 2).await.len(), 2);
    worker.stop().await;
}

#[tokio::test]
async fn r_14_7_a_letter_that_the_mail_server_did_not_take_is_written_again() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    tried(&world, "push", "dead", "1 minute").await;
    assert!(sandbox.systems.mail.set_refusal("451"));
    sandbox.systems.mail.set_behaviour(Behaviour::Refusing);
    let worker = sandbox.worker(&world);
    world
        .until("a refusal", async |world| {
            let looks = of_kind::<TellOperators>(world).await;
            looks
                .first()
                .is_some_and(|look| outcomes(look) == [Outcome::Failed])
        })
        .await;
    assert_eq!(sandbox.systems.mail.received().len(), 0);
    sandbox.systems.mail.set_behaviour(Behaviour::Normal);
    world
        .sql("UPDATE jobs SET due_at = now() WHERE kind = 'tell_operators' AND attempts = 1 AND state = 'ready'")
        .await;
    assert!(sandbox.systems.mail.wait_for(1, LIMIT).await.is_some());
    worker.stop().await;
}
