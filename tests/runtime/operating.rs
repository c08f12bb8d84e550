//! What operators see and do.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use anyhow::anyhow;
use wq_core::jobs::{
    Ending, JobId, JobState, Outcome, Queue, Store, enqueue,
    operate::{CancelOutcome, Filter, RetryOutcome, cancel, list, overview, retry},
    payloads::{LookUpCompany, PushDestination},
    prune_done,
};
use wq_worker::runtime::Stop;

use crate::world::{World, act, outcomes};

const NO_JOB: JobId = JobId(404);

#[tokio::test]
async fn a_retried_job_has_all_its_attempts_again_and_keeps_its_history() {
    let world = World::new().await;
    let mended = Arc::new(AtomicBool::new(false));
    let inner = mended.clone();
    let running = world.start(move |_, _| {
        let mended = inner.load(Ordering::SeqCst);
        async move {
            if mended {
                Ok(())
            } else {
                Err(Stop::Hopeless(anyhow!("refused")))
            }
        }
    });
    let id = world.enqueue(&act("push")).await;
    world.until(id, JobState::Dead).await;
    mended.store(true, Ordering::SeqCst);
    let mut conn = world.pool.get().await.unwrap();
    assert_eq!(retry(&mut conn, id).await.unwrap(), RetryOutcome::Retried);
    let shown = world.until(id, JobState::Done).await;
    assert_eq!(
        (shown.job.attempts, outcomes(&shown)),
        (1, vec![Outcome::Hopeless, Outcome::Done])
    );
    assert_eq!(
        retry(&mut conn, id).await.unwrap(),
        RetryOutcome::NotEnded(JobState::Done)
    );
    assert_eq!(retry(&mut conn, NO_JOB).await.unwrap(), RetryOutcome::NotFound);
    running.stop().await;
}

#[tokio::test]
async fn a_cancelled_job_does_not_run_until_it_is_retried() {
    let world = World::new().await;
    let mut conn = world.pool.get().await.unwrap();
    let id = world.enqueue(&act("push")).await;
    assert_eq!(cancel(&mut conn, id).await.unwrap(), CancelOutcome::Cancelled);
    assert_eq!(
        cancel(&mut conn, id).await.unwrap(),
        CancelOutcome::Ended(JobState::Cancelled)
    );
    assert_eq!(cancel(&mut conn, NO_JOB).await.unwrap(), CancelOutcome::NotFound);

    let running = world.start(async |_, _| Ok(()));
    let next = world.enqueue(&act("push")).await; // the key is free again
    world.until(next, JobState::Done).await;
    assert!(world.show(id).await.attempts.is_empty());
    assert_eq!(retry(&mut conn, id).await.unwrap(), RetryOutcome::Retried);
    world.until(id, JobState::Done).await;
    running.stop().await;
}

#[tokio::test]
async fn a_running_job_is_not_cancelled_and_a_dead_one_is() {
    let world = World::new().await;
    let mut conn = world.pool.get().await.unwrap();
    let store = Store::new(world.pool.clone());
    let id = world.enqueue(&act("push")).await;
    let taken = store
        .take(Queue::Notify, 1, "me", Duration::from_secs(60))
        .await
        .unwrap()
        .remove(0);
    assert_eq!(cancel(&mut conn, id).await.unwrap(), CancelOutcome::Running);
    store
        .finish("me", taken.run(), &Ending::hopeless("refused"))
        .await
        .unwrap();
    assert_eq!(cancel(&mut conn, id).await.unwrap(), CancelOutcome::Cancelled);
    assert_eq!(world.show(id).await.job.state, JobState::Cancelled);
}

#[tokio::test]
async fn the_overview_counts_every_queue() {
    let world = World::new().await;
    let store = Store::new(world.pool.clone());
    for word in ["done", "dead", "running", "due", "later", "cancelled"] {
        world.enqueue(&act(word)).await;
    }
    let mut conn = world.pool.get().await.unwrap();
    let taken = store
        .take(Queue::Notify, 3, "me", Duration::from_secs(60))
        .await
        .unwrap();
    store.finish("me", taken[0].run(), &Ending::done()).await.unwrap();
    store
        .finish("me", taken[1].run(), &Ending::hopeless("refused"))
        .await
        .unwrap();
    world
        .sql("UPDATE jobs SET due_at = now() + interval '1 hour' WHERE unique_key = 'later'")
        .await;
    let waiting = list(&mut conn, &Filter::default(), None, 10).await.unwrap();
    cancel(
        &mut conn,
        waiting.iter().find(|job| job.payload == "cancelled").unwrap().id,
    )
    .await
    .unwrap();

    let queues = overview(&mut conn).await.unwrap();
    assert_eq!(
        queues.iter().map(|queue| queue.queue).collect::<Vec<_>>(),
        Queue::ALL
    );
    for queue in queues {
        let counts = [
            queue.due,
            queue.later,
            queue.running,
            queue.dead,
            queue.cancelled,
            queue.done_last_hour,
        ];
        let expected = if queue.queue == Queue::Notify {
            [1; 6]
        } else {
            [0; 6]
        };
        assert_eq!(counts, expected, "{queue:?}");
        assert_eq!(queue.oldest_due.is_some(), queue.due > 0);
    }
}

#[tokio::test]
async fn jobs_are_listed_newest_first_by_filter_and_page() {
    let world = World::new().await;
    let mut conn = world.pool.get().await.unwrap();
    let mut ids = Vec::new();
    for n in 0..5 {
        ids.push(
            enqueue(&mut conn, &PushDestination { student_id: n })
                .await
                .unwrap()
                .unwrap(),
        );
    }
    let lookup = enqueue(&mut conn, &LookUpCompany { company_id: 1 })
        .await
        .unwrap()
        .unwrap();
    cancel(&mut conn, ids[2]).await.unwrap();
    let mut listed = async |filter: Filter, before, limit| -> Vec<JobId> {
        list(&mut conn, &filter, before, limit)
            .await
            .unwrap()
            .into_iter()
            .map(|job| job.id)
            .collect()
    };

    let push = Filter {
        queue: Some(Queue::Push),
        ..Filter::default()
    };
    assert_eq!(listed(push.clone(), None, 2).await, [ids[4], ids[3]]);
    assert_eq!(listed(push, Some(ids[3]), 2).await, [ids[2], ids[1]]);
    let kind = Filter {
        kind: Some("look_up_company".to_owned()),
        ..Filter::default()
    };
    assert_eq!(listed(kind, None, 9).await, [lookup]);
    let cancelled = Filter {
        state: Some(JobState::Cancelled),
        ..Filter::default()
    };
    assert_eq!(listed(cancelled, None, 9).await, [ids[2]]);
    assert_eq!(listed(Filter::default(), None, 9).await.len(), 6);
}

#[tokio::test]
async fn pruning_takes_old_done_jobs_and_nothing_else() {
    let world = World::new().await;
    let store = Store::new(world.pool.clone());
    for word in ["old", "new", "dead", "ready"] {
        world.enqueue(&act(word)).await;
    }
    let taken = store
        .take(Queue::Notify, 3, "me", Duration::from_secs(60))
        .await
        .unwrap();
    store.finish("me", taken[0].run(), &Ending::done()).await.unwrap();
    store.finish("me", taken[1].run(), &Ending::done()).await.unwrap();
    store
        .finish("me", taken[2].run(), &Ending::hopeless("refused"))
        .await
        .unwrap();
    world
        .sql(r#"UPDATE jobs SET finished_at = finished_at - interval '31 days' WHERE payload IN ('"old"', '"dead"')"#)
        .await;
    let mut conn = world.pool.get().await.unwrap();
    let month = Duration::from_secs(30 * 24 * 3600);
    assert_eq!(prune_done(&mut conn, month).await.unwrap(), 1);
    let left = list(&mut conn, &Filter::default(), None, 9).await.unwrap();
    assert_eq!(
        left.iter().map(|job| job.payload.clone()).collect::<Vec<_>>(),
        ["ready", "dead", "new"]
    );
    assert_eq!(prune_done(&mut conn, month).await.unwrap(), 0);
}
