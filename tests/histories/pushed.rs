//! I3: what the employment system holds in the end is what the platform says.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::db::schema::jobs;
use wq_core::ids::StudentId;
use wq_core::jobs::{Job, JobState, payloads::PushDestination};
use wq_core::sync;
use wq_sandbox::demo;
use wq_tests::{Sandbox, World};

use crate::at_once;
use crate::cast::{STUDENTS, database};
use crate::turn::Turn;

/// What both sides say of a destination: its version, category, agreement and company, and since when it is effective.
type Said = (u64, String, Option<String>, Option<String>, i64);

/// Four act while a worker pushes what they have come to.
pub async fn i3_both_sides_agree_in_the_end(turns: [Vec<Turn>; 4]) {
    let world = World::at(database().await).await;
    let sandbox = Sandbox::start().await;
    demo::enrol(&sandbox.systems, &world.pool)
        .await
        .expect("a roster");
    let worker = sandbox.worker(&world);
    at_once(&world.pool, turns).await;
    world
        .until("everything pushed", async |world| {
            count(world, &[JobState::Ready, JobState::Running]).await == 0
        })
        .await;
    worker.stop().await;
    assert_eq!(count(&world, &[JobState::Dead]).await, 0, "nothing was refused");
    for student in (1..).take(STUDENTS.len()) {
        let ours = ours(&world, StudentId(student)).await;
        assert_eq!(theirs(&sandbox, student), ours, "student {student}");
    }
}

async fn count(world: &World, states: &[JobState]) -> i64 {
    jobs::table
        .filter(jobs::kind.eq(PushDestination::KIND))
        .filter(jobs::state.eq_any(states))
        .count()
        .get_result(&mut *world.conn().await)
        .await
        .expect("a count")
}

async fn ours(world: &World, student: StudentId) -> Option<Said> {
    let current = sync::current(&mut *world.conn().await, student).await;
    current.expect("an answer").map(|said| {
        let (version, said) = (said.version.unsigned_abs(), said.destination);
        let since = said.registered_at.timestamp_micros();
        let company = said.company.map(|company| company.name);
        (version, said.category_code, said.agreement_number, company, since)
    })
}

fn theirs(sandbox: &Sandbox, student: i64) -> Option<Said> {
    let held = sandbox.systems.employment.graduate(&format!("ref-{student}"));
    let held = held.expect("a student of the roster");
    held.destination.map(|said| {
        let since = said.registered_at.timestamp_micros();
        let company = said.company.map(|company| company.name);
        (
            held.version,
            said.category_code,
            said.agreement_number,
            company,
            since,
        )
    })
}
