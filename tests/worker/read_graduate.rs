//! Reading what the employment system holds of a student (8.4, 8.5).

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::{
    db::schema::employment_records,
    employment::{Record, ask},
    jobs::{JobState, Outcome, payloads::ReadGraduate},
};
use wq_sandbox::outside::Behaviour;
use wq_tests::{Sandbox, Student, World};

use crate::jobs::{outcomes, settle, until, until_that};

async fn set_up() -> (World, Sandbox, Student) {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let student = world.student().await;
    (world, sandbox, student)
}

async fn read(world: &World, student: &Student) {
    ask(&mut *world.conn().await, student.id).await.unwrap();
}

async fn kept(world: &World, student: &Student) -> Record {
    employment_records::table
        .find(student.id)
        .select(Record::as_select())
        .first(&mut *world.conn().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn what_the_employment_system_says_is_kept_and_the_newer_answer_counts() {
    let (world, sandbox, student) = set_up().await;
    sandbox.know(&student);
    let worker = sandbox.worker(&world);
    read(&world, &student).await;
    settle(&world).await;
    let first = kept(&world, &student).await;
    let held = first.student().unwrap();
    assert_eq!(
        (held.name.as_str(), held.political_status.as_str()),
        (student.name.as_str(), "13")
    );
    assert!(first.destination().is_none() && first.fetched_at.is_some() && first.failure.is_none());

    let system = &sandbox.systems.employment;
    let mut mended = system.graduate(&student.reference).unwrap().student;
    mended.political_status = "01".into();
    system.enrol([mended]).unwrap();
    read(&world, &student).await;
    settle(&world).await;
    let second = kept(&world, &student).await.student().unwrap();
    assert_eq!(second.political_status, "01");
    worker.stop().await;
}

#[tokio::test]
async fn a_student_whom_it_does_not_have_is_an_answer_and_a_dormant_one_is_not_asked_for() {
    let (world, sandbox, student) = set_up().await;
    let worker = sandbox.worker(&world);
    read(&world, &student).await;
    until::<ReadGraduate>(&world, JobState::Done).await;
    let unknown = kept(&world, &student).await;
    assert!(unknown.student().is_none() && unknown.fetched_at.is_some());

    world.sql("UPDATE students SET dormant_since = now()").await;
    read(&world, &student).await;
    settle(&world).await;
    assert_eq!(kept(&world, &student).await.fetched_at, unknown.fetched_at);
    worker.stop().await;
}

#[tokio::test]
async fn while_it_is_down_the_last_answer_stays_and_the_next_attempt_has_a_new_one() {
    let (world, sandbox, student) = set_up().await;
    sandbox.know(&student);
    let worker = sandbox.worker(&world);
    read(&world, &student).await;
    settle(&world).await;
    sandbox.systems.employment.set_behaviour(Behaviour::Down);
    read(&world, &student).await;
    until_that::<ReadGraduate>(&world, |shown| outcomes(shown).contains(&Outcome::Failed)).await;
    let old = kept(&world, &student).await;
    assert!(old.student().is_some() && old.failure.is_some());
    sandbox.systems.employment.set_behaviour(Behaviour::Normal);
    settle(&world).await;
    assert!(kept(&world, &student).await.failure.is_none());
    worker.stop().await;
}
