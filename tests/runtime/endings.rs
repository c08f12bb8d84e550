//! How a run ends, and what becomes of the job.

use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, anyhow};
use chrono::{TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use wq_core::jobs::{Job, JobState, Outcome, Queue};
use wq_worker::runtime::{Backoff, Config, Done, Handlers, Stop};

use crate::world::{Act, World, act, errors, outcomes, quick};

#[tokio::test]
async fn a_job_is_run_and_done() {
    let world = World::new().await;
    let running = world.start(async |_, _| Ok(()));
    let id = world.enqueue(&act("greet")).await;
    let shown = world.until(id, JobState::Done).await;
    assert_eq!((shown.job.attempts, outcomes(&shown)), (1, vec![Outcome::Done]));
    assert!(shown.job.finished_at.is_some());
    running.stop().await;
}

#[tokio::test]
async fn a_failed_job_waits_out_its_back_off_which_the_row_keeps() {
    let world = World::new().await;
    let backoff = Backoff {
        first: Duration::from_secs(3600),
        cap: Duration::from_secs(7200),
    };
    let handlers = Handlers::new(world.clone()).on(async |_: Act, _| {
        let refused: Done = Err(std::io::Error::other("503").into());
        refused
    });
    let running = world.start_with(Config { backoff, ..quick() }, handlers);
    let id = world.enqueue(&act("push")).await;
    let shown = world
        .until_that(id, |shown| {
            shown.attempts.iter().any(|run| run.finished_at.is_some())
        })
        .await;
    running.stop().await;
    let wait = shown.job.due_at - shown.attempts[0].finished_at.unwrap();
    assert_eq!((shown.job.state, shown.job.attempts), (JobState::Ready, 1));
    assert!(
        (TimeDelta::minutes(30)..=TimeDelta::minutes(90)).contains(&wait),
        "{wait}"
    );
}

#[tokio::test]
async fn a_failed_job_is_tried_again_until_it_is_done() {
    let world = World::new().await;
    let tries = Arc::new(AtomicU32::new(0));
    let running = world.start(move |_, _| {
        let nth = tries.fetch_add(1, Ordering::Relaxed);
        async move {
            if nth < 2 {
                Err(anyhow!("down").into())
            } else {
                Ok(())
            }
        }
    });
    let id = world.enqueue(&act("push")).await;
    let shown = world.until(id, JobState::Done).await;
    assert_eq!(
        outcomes(&shown),
        [Outcome::Failed, Outcome::Failed, Outcome::Done]
    );
    running.stop().await;
}

#[tokio::test]
async fn a_job_out_of_attempts_is_dead_and_keeps_every_error() {
    let world = World::new().await;
    let tries = Arc::new(AtomicU32::new(1));
    let running = world.start(move |_, _| {
        let nth = tries.fetch_add(1, Ordering::Relaxed);
        async move { Err(std::io::Error::other(format!("no {nth}"))).context("push failed")? }
    });
    let id = world.enqueue(&act("push")).await;
    let shown = world.until(id, JobState::Dead).await;
    assert_eq!(
        errors(&shown),
        ["push failed: no 1", "push failed: no 2", "push failed: no 3"]
    );
    assert_eq!(shown.job.attempts, 3);
    running.stop().await;
}

#[tokio::test]
async fn a_wait_that_the_other_side_asked_for_is_kept_and_costs_an_attempt() {
    let world = World::new().await;
    let running = world.start(async |_, _| {
        Err(Stop::RetryAfter {
            delay: Duration::from_secs(7200),
            error: anyhow!("429"),
        })
    });
    let id = world.enqueue(&act("push")).await;
    let shown = world
        .until_that(id, |shown| {
            shown.attempts.iter().any(|run| run.finished_at.is_some())
        })
        .await;
    assert_eq!(
        shown.job.due_at - shown.attempts[0].finished_at.unwrap(),
        TimeDelta::hours(2)
    );
    assert_eq!((shown.job.attempts, outcomes(&shown)), (1, vec![Outcome::Failed]));
    running.stop().await;
}

#[tokio::test]
async fn a_snooze_gives_its_attempt_back() {
    let world = World::new().await;
    let tries = Arc::new(AtomicU32::new(0));
    let running = world.start(move |_, _| {
        let nth = tries.fetch_add(1, Ordering::Relaxed);
        let snooze = Stop::Snooze {
            delay: Duration::from_millis(60),
            reason: "quota".into(),
        };
        async move { if nth < 5 { Err(snooze) } else { Ok(()) } }
    });
    let id = world.enqueue(&act("send")).await;
    let shown = world.until(id, JobState::Done).await;
    assert_eq!(
        (shown.job.attempts, shown.attempts.len()),
        (1, 6),
        "of three attempts, one was used"
    );
    let pairs = shown.attempts.windows(2);
    assert!(
        pairs
            .clone()
            .all(|two| two[0].started_at - two[1].finished_at.unwrap() >= TimeDelta::milliseconds(60))
    );
    running.stop().await;
}

#[tokio::test]
async fn a_snooze_without_end_is_cut_to_a_month() {
    let world = World::new().await;
    let running = world.start(async |_, _| {
        Err(Stop::Snooze {
            delay: Duration::MAX,
            reason: "for ever".into(),
        })
    });
    let id = world.enqueue(&act("send")).await;
    let shown = world
        .until_that(id, |shown| {
            shown.attempts.iter().any(|run| run.finished_at.is_some())
        })
        .await;
    assert!(shown.job.due_at < Utc::now() + TimeDelta::days(31));
    running.stop().await;
}

#[tokio::test]
async fn a_hopeless_job_is_dead_at_once() {
    let world = World::new().await;
    let running = world.start(async |_, _| Err(Stop::Hopeless(anyhow!("422: no such category"))));
    let id = world.enqueue(&act("push")).await;
    let shown = world.until(id, JobState::Dead).await;
    assert_eq!(
        (outcomes(&shown), errors(&shown)),
        (vec![Outcome::Hopeless], vec!["422: no such category"])
    );
    running.stop().await;
}

#[tokio::test]
async fn a_panic_is_a_failed_attempt_and_harms_no_other_job() {
    let world = World::new().await;
    let running = world.start(async |job, _| {
        assert_ne!(job.0, "panic", "boom");
        Ok(())
    });
    let (bad, good) = (
        world.enqueue(&act("panic")).await,
        world.enqueue(&act("greet")).await,
    );
    let shown = world.until(bad, JobState::Dead).await;
    assert_eq!(outcomes(&shown), [Outcome::Failed; 3]);
    assert!(
        errors(&shown).iter().all(|error| error.contains("boom")),
        "{:?}",
        errors(&shown)
    );
    world.until(good, JobState::Done).await;
    running.stop().await;
}

/// A job with little time.
#[derive(Serialize, Deserialize)]
struct Hasty;

impl Job for Hasty {
    const KIND: &'static str = "hasty";
    const QUEUE: Queue = Queue::Lookup;
    const MAX_ATTEMPTS: i32 = 1;
    const TIMEOUT: Duration = Duration::from_millis(50);

    fn unique_key(&self) -> Option<String> {
        None
    }
}

/// Says that the future which holds it was dropped.
struct Dropped(Arc<AtomicBool>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn a_job_that_hangs_is_broken_off_at_its_time_out() {
    let world = World::new().await;
    let broken_off = Arc::new(AtomicBool::new(false));
    let flag = broken_off.clone();
    let handlers = Handlers::new(world.clone()).on(move |_: Hasty, _| {
        let inside = Dropped(flag.clone());
        async move {
            let _inside = inside;
            pending().await
        }
    });
    let running = world.start_with(quick(), handlers);
    let id = world.enqueue(&Hasty).await;
    let shown = world.until(id, JobState::Dead).await;
    assert_eq!(errors(&shown), ["timed out after 50ms"]);
    assert!(broken_off.load(Ordering::SeqCst), "it doesn't run on by itself");
    running.stop().await;
}

#[tokio::test]
async fn a_payload_that_does_not_decode_is_dead_at_once() {
    let world = World::new().await;
    let running = world.start(async |_, _| Ok(()));
    let id = world.insert("act", r#"{"no": "word"}"#).await;
    let shown = world.until(id, JobState::Dead).await;
    assert_eq!(outcomes(&shown), [Outcome::Hopeless]);
    world
        .until(world.enqueue(&act("greet")).await, JobState::Done)
        .await;
    running.stop().await;
}

#[tokio::test]
async fn a_job_of_an_unknown_kind_waits_for_a_worker_that_knows_it() {
    let world = World::new().await;
    let old_release = world.start_with(quick(), Handlers::new(world.clone()));
    let id = world.insert("act", r#""greet""#).await;
    world
        .until_that(id, |shown| {
            shown.job.attempts > 0 && shown.job.state == JobState::Ready
        })
        .await;
    old_release.stop().await;
    let new_release = world.start(async |_, _| Ok(()));
    let shown = world.until(id, JobState::Done).await;
    assert_eq!(outcomes(&shown)[0], Outcome::Failed);
    new_release.stop().await;
}

#[tokio::test]
async fn an_error_that_text_cannot_hold_is_stored_all_the_same() {
    let world = World::new().await;
    let running = world.start(async |_, _| Err(Stop::Hopeless(anyhow!("a\0b{}", "长".repeat(5000)))));
    let id = world.enqueue(&act("push")).await;
    let shown = world.until(id, JobState::Dead).await;
    let error = errors(&shown)[0];
    assert!(error.starts_with("a\u{fffd}b长") && error.chars().count() == 2000);
    running.stop().await;
}
