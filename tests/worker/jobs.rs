//! Looking at jobs and messages.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::{
    db::schema::{jobs as table, messages},
    jobs::{
        Job, JobId, JobState, Outcome, enqueue,
        operate::{RetryOutcome, ShownJob, retry, show},
    },
};
use wq_tests::World;

/// The jobs of a kind, first to last, with everything that was tried.
pub async fn of_kind<J: Job>(world: &World) -> Vec<ShownJob> {
    named(world, J::KIND).await
}

/// The jobs of a kind that may be none of ours.
pub async fn named(world: &World, kind: &str) -> Vec<ShownJob> {
    let conn = &mut *world.conn().await;
    let ids: Vec<JobId> = table::table
        .filter(table::kind.eq(kind))
        .order(table::id)
        .select(table::id)
        .load(conn)
        .await
        .unwrap();
    let mut shown = Vec::new();
    for id in ids {
        shown.push(show(conn, id).await.unwrap().unwrap());
    }
    shown
}

/// The latest job of a kind, once it stands in this state.
pub async fn until<J: Job>(world: &World, state: JobState) -> ShownJob {
    until_that::<J>(world, |shown| shown.job.state == state).await
}

/// The latest job of a kind, once this holds of it.
pub async fn until_that<J: Job>(world: &World, holds: impl Fn(&ShownJob) -> bool) -> ShownJob {
    let what = format!("a job {}", J::KIND);
    world
        .until(&what, async |world| {
            of_kind::<J>(world).await.last().is_some_and(&holds)
        })
        .await;
    of_kind::<J>(world).await.pop().unwrap()
}

/// Waits until every job of every kind is done, but for those whose time has not come. Those that wait after a failure
/// need not wait any longer.
pub async fn settle(world: &World) {
    world
        .until("nothing left to do", async |world| {
            world
                .sql("UPDATE jobs SET due_at = now() WHERE state = 'ready' AND attempts > 0 AND due_at > now()")
                .await;
            let waiting = table::table
                .filter(table::state.eq_any([JobState::Ready, JobState::Running]))
                .filter(table::due_at.le(diesel::dsl::now))
                .count();
            waiting.get_result::<i64>(&mut *world.conn().await).await.unwrap() == 0
        })
        .await;
}

/// Enqueues a job, as an act would.
pub async fn ask<J: Job>(world: &World, job: &J) {
    enqueue(&mut *world.conn().await, job).await.unwrap();
}

/// Retries a dead job, as an operator would.
pub async fn retried(world: &World, dead: &ShownJob) {
    let outcome = retry(&mut *world.conn().await, dead.job.id).await.unwrap();
    assert_eq!(outcome, RetryOutcome::Retried);
}

/// How each run ended, first to last.
pub fn outcomes(shown: &ShownJob) -> Vec<Outcome> {
    shown
        .attempts
        .iter()
        .rev()
        .filter_map(|attempt| attempt.outcome)
        .collect()
}

/// The error of the latest run.
pub fn error(shown: &ShownJob) -> &str {
    shown.attempts[0].error.as_deref().unwrap_or_default()
}

/// A message's notice, channel, state and receipt.
pub type MessageRow = (String, String, String, Option<String>);

/// The messages, first to last.
pub async fn all_messages(world: &World) -> Vec<MessageRow> {
    messages::table
        .order(messages::id)
        .select((
            messages::notice,
            messages::channel,
            messages::state,
            messages::receipt,
        ))
        .load(&mut *world.conn().await)
        .await
        .unwrap()
}

/// The states of the messages of a notice, with their channels, in the order in which they were owed.
pub async fn messages_of(world: &World, notice: &str) -> Vec<(String, String)> {
    all_messages(world)
        .await
        .into_iter()
        .filter(|(of, ..)| of == notice)
        .map(|(_, channel, state, _)| (channel, state))
        .collect()
}
