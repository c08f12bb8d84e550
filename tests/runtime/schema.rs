//! The migration itself.

use diesel_async::SimpleAsyncConnection;

use crate::world::World;

const UP: &str = include_str!("../../migrations/2026-11-22-000500_jobs/up.sql");
const DOWN: &str = include_str!("../../migrations/2026-11-22-000500_jobs/down.sql");

#[tokio::test]
async fn the_migration_goes_back_and_forth() {
    let world = World::new().await;
    let mut conn = world.pool.get().await.unwrap();
    conn.batch_execute(DOWN).await.unwrap();
    conn.batch_execute(UP).await.unwrap();
}

#[tokio::test]
async fn the_database_refuses_a_job_that_cannot_be() {
    let world = World::new().await;
    let mut conn = world.pool.get().await.unwrap();
    for (wrong, constraint) in [
        ("state = 'running'", "jobs_lease_while_running"),
        ("leased_by = 'nobody'", "jobs_lease_while_running"),
        ("state = 'done'", "jobs_finished_at_when_ended"),
        ("finished_at = now()", "jobs_finished_at_when_ended"),
        ("unique_key = 'a', runs = 1", "jobs_key_before_first_start"),
        ("queue = 'nowhere'", "jobs_queue_check"),
        ("state = 'lost'", "jobs_state_check"),
    ] {
        conn.batch_execute(
            "INSERT INTO jobs (queue, kind, payload, max_attempts) VALUES ('push', 'a', '{}', 1)",
        )
        .await
        .unwrap();
        let refusal = conn
            .batch_execute(&format!("UPDATE jobs SET {wrong}"))
            .await
            .unwrap_err();
        assert!(refusal.to_string().contains(constraint), "{wrong}: {refusal}");
    }
}
