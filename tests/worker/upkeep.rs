//! Pruning, by however many processes.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::{
    db::schema::{jobs as table, sessions},
    jobs::{JobState, payloads::Prune},
};
use wq_tests::{Sandbox, World};

use crate::jobs::{of_kind, settle};

#[tokio::test]
async fn what_has_run_out_goes_and_one_next_run_waits_whatever_the_number_of_workers() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let officer = world.officer().await;
    for (digest, age) in [("01", "13 hours"), ("02", "1 minute")] {
        world
            .sql(&format!(
                "INSERT INTO sessions (digest, account_id, created_at, seen_at)
                 VALUES ('\\x{digest}', {}, now() - interval '{age}', now())",
                officer.id
            ))
            .await;
    }
    for age in [8, 6] {
        world
            .sql(&format!(
                "INSERT INTO jobs (queue, kind, payload, max_attempts, state, finished_at)
                 VALUES ('push', 'old', '{{}}', 1, 'done', now() - interval '{age} days')"
            ))
            .await;
    }
    let workers = [
        sandbox.worker(&world),
        sandbox.worker(&world),
        sandbox.worker(&world),
    ];
    world
        .until("a first run", async |world| {
            of_kind::<Prune>(world)
                .await
                .iter()
                .any(|shown| shown.job.state == JobState::Done)
        })
        .await;
    settle(&world).await;

    let conn = &mut *world.conn().await;
    assert_eq!(sessions::table.count().get_result::<i64>(conn).await.unwrap(), 1);
    let old = table::table.filter(table::kind.eq("old")).count();
    assert_eq!(old.get_result::<i64>(conn).await.unwrap(), 1);
    let waiting: Vec<_> = of_kind::<Prune>(&world)
        .await
        .into_iter()
        .filter(|shown| shown.job.state == JobState::Ready)
        .collect();
    assert_eq!(waiting.len(), 1);
    assert!(waiting[0].job.due_at > chrono::Utc::now());
    for worker in workers {
        worker.stop().await;
    }
}
