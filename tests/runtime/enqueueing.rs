//! Enqueueing, in and out of transactions.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use chrono::{SubsecRound, TimeDelta, Utc};
use diesel::result::Error;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use tokio::{sync::Semaphore, time::sleep};
use wq_core::jobs::{
    JobState, NewJob, Queue, enqueue, enqueue_all, enqueue_at,
    operate::{Filter, list},
};
use wq_worker::runtime::{Config, Handlers, Places};

use crate::world::{Act, World, act, numbers, quick};

/// Long enough for a woken worker to have started a job, had it been allowed to.
const A_WHILE: Duration = Duration::from_millis(200);

#[tokio::test]
async fn a_job_of_a_rolled_back_act_never_was() {
    let world = World::new().await;
    let ran = Arc::new(AtomicU32::new(0));
    let count = ran.clone();
    let running = world.start(move |_, _| {
        count.fetch_add(1, Ordering::SeqCst);
        async { Ok(()) }
    });
    let mut conn = world.pool.get().await.unwrap();
    let rolled_back = conn
        .transaction::<(), Error, _>(async |conn| {
            assert!(enqueue(conn, &act("push")).await?.is_some());
            Err(Error::RollbackTransaction)
        })
        .await;
    assert!(rolled_back.is_err());
    sleep(A_WHILE).await;
    assert!(
        list(&mut conn, &Filter::default(), None, 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(ran.load(Ordering::SeqCst), 0);
    running.stop().await;
}

#[tokio::test]
async fn a_job_starts_only_once_its_act_has_committed() {
    let world = World::new().await;
    let running = world.start(async |_, _| Ok(()));
    let mut conn = world.pool.get().await.unwrap();
    let id = conn
        .transaction::<_, Error, _>(async |conn| {
            let id = enqueue(conn, &act("push")).await?.unwrap();
            sleep(A_WHILE).await;
            Ok(id)
        })
        .await
        .unwrap();
    let committed = Utc::now();
    let shown = world.until(id, JobState::Done).await;
    assert!(shown.attempts[0].started_at > committed - TimeDelta::milliseconds(100));
    running.stop().await;
}

#[tokio::test]
async fn two_requests_before_the_start_are_one_job() {
    let world = World::new().await;
    let id = world.enqueue(&act("push")).await;
    let mut conn = world.pool.get().await.unwrap();
    assert_eq!(enqueue(&mut conn, &act("push")).await.unwrap(), None);
    assert!(enqueue(&mut conn, &act("another")).await.unwrap().is_some());
    assert_eq!(world.show(id).await.job.requests, 2);
}

#[tokio::test]
async fn a_request_made_while_the_job_runs_is_a_job_of_its_own() {
    let world = World::new().await;
    let gate = Arc::new(Semaphore::new(0));
    let inner = gate.clone();
    let running = world.start(move |_, _| {
        let gate = inner.clone();
        async move {
            gate.acquire().await?.forget();
            Ok(())
        }
    });
    let first = world.enqueue(&act("push")).await;
    world.until(first, JobState::Running).await;
    let second = world.enqueue(&act("push")).await;
    assert_ne!(first, second);
    gate.add_permits(2);
    world.until(first, JobState::Done).await;
    world.until(second, JobState::Done).await;
    running.stop().await;
}

#[tokio::test]
async fn a_request_made_between_two_attempts_is_a_job_of_its_own() {
    let world = World::new().await;
    let first = world.enqueue(&act("push")).await;
    world
        .sql("UPDATE jobs SET runs = 1, attempts = 1, unique_key = NULL, due_at = now() + interval '1 hour'")
        .await;
    assert_ne!(
        world.enqueue(&act("push")).await,
        first,
        "it needn't wait out another's back-off"
    );
}

/// With `ON CONFLICT DO NOTHING` the waiting job would run before the second act commits, read the old state, and
/// nothing would push the new one.
#[tokio::test]
async fn a_waiting_job_does_not_start_before_the_act_that_joined_it_commits() {
    let world = World::new().await;
    world.sql("CREATE TABLE seen (value bigint)").await;
    world
        .sql("CREATE TABLE destination AS SELECT 1::bigint AS value")
        .await;
    let id = world.enqueue(&act("push")).await;
    let mut conn = world.pool.get().await.unwrap();
    let running = conn
        .transaction::<_, Error, _>(async |conn| {
            assert_eq!(enqueue(conn, &act("push")).await?, None);
            let running = world.start(async |_, world| {
                world.sql("INSERT INTO seen SELECT value FROM destination").await;
                Ok(())
            });
            sleep(A_WHILE).await;
            conn.batch_execute("UPDATE destination SET value = 2").await?;
            Ok(running)
        })
        .await
        .unwrap();
    world.until(id, JobState::Done).await;
    assert_eq!(numbers(&mut conn, "SELECT value AS n FROM seen").await, [2]);
    running.stop().await;
}

#[tokio::test]
async fn a_job_for_later_starts_at_its_time_and_not_before() {
    let world = World::new().await;
    let running = world.start(async |_, _| Ok(()));
    let mut conn = world.pool.get().await.unwrap();
    let due = Utc::now() + TimeDelta::milliseconds(400);
    let id = enqueue_at(&mut conn, &act("expire"), due).await.unwrap().unwrap();
    let shown = world.until(id, JobState::Done).await;
    assert!(shown.attempts[0].started_at >= shown.job.due_at);
    running.stop().await;
}

#[tokio::test]
async fn of_two_times_for_one_job_the_earlier_holds() {
    let world = World::new().await;
    let mut conn = world.pool.get().await.unwrap();
    let now = Utc::now().trunc_subsecs(0); // PostgreSQL keeps microseconds
    let at = async |conn: &mut AsyncPgConnection, days| {
        enqueue_at(conn, &act("expire"), now + TimeDelta::days(days))
            .await
            .unwrap()
    };
    let id = at(&mut conn, 5).await.unwrap();
    assert_eq!((at(&mut conn, 3).await, at(&mut conn, 4).await), (None, None));
    assert_eq!(world.show(id).await.job.due_at, now + TimeDelta::days(3));
}

#[tokio::test]
async fn several_jobs_are_enqueued_together_and_answered_in_their_order() {
    let world = World::new().await;
    let mut conn = world.pool.get().await.unwrap();
    let waiting = world.enqueue(&act("b")).await;
    let due = Utc::now() + TimeDelta::hours(1);
    let ids = conn
        .transaction::<_, Error, _>(async |conn| {
            let jobs = vec![
                NewJob::now(&act("c"))?,
                NewJob::now(&act("b"))?,
                NewJob::at(&act("a"), due)?,
                NewJob::now(&act("a"))?,
            ];
            enqueue_all(conn, jobs).await
        })
        .await
        .unwrap();
    let payload = async |place: usize| world.show(ids[place].unwrap()).await.job.payload;
    assert_eq!((payload(0).await, payload(2).await), ("c".into(), "a".into()));
    assert_eq!((ids[1], ids[3]), (None, None));
    assert_eq!(world.show(waiting).await.job.requests, 2);
    assert!(
        world.show(ids[2].unwrap()).await.job.due_at < due,
        "the earlier of the two times holds"
    );
}

#[tokio::test]
async fn one_prepared_statement_enqueues_every_kind_of_job() {
    let world = World::new().await;
    let mut conn = world.pool.get().await.unwrap();
    enqueue(&mut conn, &act("a")).await.unwrap();
    enqueue_at(&mut conn, &act("b"), Utc::now()).await.unwrap();
    enqueue_all(
        &mut conn,
        vec![NewJob::now(&act("c")).unwrap(), NewJob::now(&act("d")).unwrap()],
    )
    .await
    .unwrap();
    let prepared =
        "SELECT count(*) AS n FROM pg_prepared_statements WHERE statement LIKE 'INSERT INTO jobs%'";
    assert_eq!(numbers(&mut conn, prepared).await, [1]);
}

#[tokio::test]
async fn a_queue_without_places_is_left_to_others() {
    let world = World::new().await;
    let handlers = || Handlers::new(world.clone()).on(async |_: Act, _| Ok(()));
    let others = world.start_with(
        Config {
            places: Places {
                notify: 0,
                ..Places::default()
            },
            ..quick()
        },
        handlers(),
    );
    let id = world.enqueue(&act("send")).await;
    sleep(A_WHILE).await;
    assert_eq!(world.show(id).await.job.state, JobState::Ready);
    let notify = world.start_with(quick(), handlers());
    assert_eq!(world.until(id, JobState::Done).await.job.queue, Queue::Notify);
    others.stop().await;
    notify.stop().await;
}
