//! Pushing destinations (14.1).

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::{
    case::{Acted, Command, State},
    db::schema::{cases, destination_sync},
    jobs::{JobState, Outcome, payloads::PushDestination},
};
use wq_sandbox::outside::{
    Behaviour,
    employment::{self, Destination},
};
use wq_tests::{LIMIT, Sandbox, Student, World};

use crate::jobs::{ask, error, of_kind, outcomes, retried, settle, until, until_that};

/// version, pushed_version, unknown_there.
async fn place(world: &World, student: &Student) -> (i64, i64, bool) {
    destination_sync::table
        .find(student.id)
        .select((
            destination_sync::version,
            destination_sync::pushed_version,
            destination_sync::unknown_there,
        ))
        .first(&mut *world.conn().await)
        .await
        .unwrap()
}

fn push_of(student: &Student) -> PushDestination {
    PushDestination {
        student_id: student.id.0,
    }
}

/// A student who has signed, known to every system; no worker has run yet.
async fn signed() -> (World, Sandbox, Student) {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    sandbox.know(&student);
    sandbox.register(&company, "存续");
    world.sign(&company, &student, &officer).await;
    (world, sandbox, student)
}

#[tokio::test]
async fn r_14_1_a_signed_agreement_is_the_students_destination_there() {
    let (world, sandbox, student) = signed().await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    let held = sandbox.systems.employment.graduate(&student.reference).unwrap();
    let destination = held.destination.unwrap();
    assert_eq!((destination.category_code.as_str(), held.version), ("10", 1));
    assert!(destination.company.unwrap().name.starts_with("江苏云帆"));
    assert!(destination.agreement_number.is_some());
    assert_eq!(place(&world, &student).await, (1, 1, false));
    worker.stop().await;
}

#[tokio::test]
async fn a_push_of_what_is_there_already_sends_nothing() {
    let (world, sandbox, student) = signed().await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    ask(&world, &push_of(&student)).await;
    settle(&world).await;
    let jobs = of_kind::<PushDestination>(&world).await;
    assert_eq!(
        jobs.iter().map(|shown| shown.job.state).collect::<Vec<_>>(),
        [JobState::Done; 2]
    );
    assert_eq!(sandbox.systems.employment.received().len(), 1);
    worker.stop().await;
}

#[tokio::test]
async fn a_push_whose_answer_was_lost_is_taken_as_had() {
    let (world, sandbox, student) = signed().await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    world.sql("UPDATE destination_sync SET pushed_version = 0").await;
    ask(&world, &push_of(&student)).await;
    settle(&world).await;
    let received = sandbox.systems.employment.received();
    let outcomes: Vec<_> = received.into_iter().map(|push| push.outcome).collect();
    assert_eq!(
        outcomes,
        [employment::Outcome::Applied, employment::Outcome::AlreadyHad]
    );
    assert_eq!(place(&world, &student).await, (1, 1, false));
    worker.stop().await;
}

#[tokio::test]
async fn a_student_who_never_had_a_destination_is_not_pushed() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let student = world.student().await;
    ask(&world, &push_of(&student)).await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    assert!(sandbox.systems.employment.received().is_empty());
    worker.stop().await;
}

#[tokio::test]
async fn r_5_2_nothing_of_a_dormant_student_is_pushed() {
    let (world, sandbox, student) = signed().await;
    world.sql("UPDATE students SET dormant_since = now()").await;
    let worker = sandbox.worker(&world);
    until::<PushDestination>(&world, JobState::Done).await;
    assert!(sandbox.systems.employment.received().is_empty());
    assert_eq!(place(&world, &student).await, (1, 0, false));
    worker.stop().await;
}

#[tokio::test]
async fn a_student_unknown_there_is_marked_and_the_job_is_done() {
    let (world, sandbox, student) = signed().await;
    sandbox.systems.employment.remove(&student.reference).unwrap();
    let worker = sandbox.worker(&world);
    until::<PushDestination>(&world, JobState::Done).await;
    assert_eq!(place(&world, &student).await, (1, 0, true));
    worker.stop().await;
}

#[tokio::test]
async fn a_refused_push_is_dead_at_once_and_an_operator_can_retry_it() {
    let (world, sandbox, student) = signed().await;
    sandbox.systems.employment.set_behaviour(Behaviour::Refusing);
    let worker = sandbox.worker(&world);
    let dead = until::<PushDestination>(&world, JobState::Dead).await;
    assert_eq!(outcomes(&dead), [Outcome::Hopeless]);
    assert!(error(&dead).contains("refused"), "{}", error(&dead));

    sandbox.systems.employment.set_behaviour(Behaviour::Normal);
    retried(&world, &dead).await;
    until::<PushDestination>(&world, JobState::Done).await;
    assert_eq!(place(&world, &student).await, (1, 1, false));
    worker.stop().await;
}

#[tokio::test]
async fn a_wrong_key_puts_the_push_off_without_an_attempt_used() {
    let (world, mut sandbox, _) = signed().await;
    sandbox.settings.employment_key = "another".into();
    let worker = sandbox.worker(&world);
    let shown = until_that::<PushDestination>(&world, |shown| !outcomes(shown).is_empty()).await;
    assert_eq!(
        (outcomes(&shown), shown.job.attempts),
        (vec![Outcome::Snoozed], 0)
    );
    worker.stop().await;
}

#[tokio::test]
async fn i3_both_sides_agree_once_the_employment_system_is_back() {
    let (world, sandbox, student) = signed().await;
    sandbox.systems.employment.set_behaviour(Behaviour::Down);
    let worker = sandbox.worker(&world);
    let shown = until_that::<PushDestination>(&world, |shown| !outcomes(shown).is_empty()).await;
    assert_eq!(
        (outcomes(&shown), shown.job.state),
        (vec![Outcome::Failed], JobState::Ready)
    );
    assert!(
        sandbox
            .systems
            .employment
            .graduate(&student.reference)
            .unwrap()
            .destination
            .is_none()
    );

    sandbox.systems.employment.set_behaviour(Behaviour::Normal);
    settle(&world).await;
    let push = sandbox
        .systems
        .employment
        .wait_for(1, LIMIT)
        .await
        .unwrap()
        .remove(0);
    assert_eq!((push.version, push.outcome), (1, employment::Outcome::Applied));
    assert_eq!(place(&world, &student).await, (1, 1, false));
    worker.stop().await;
}

/// What the employment system was told: version, category, whether to clear the dispatch record, and what it made of it.
fn told(sandbox: &Sandbox) -> Vec<(u64, String, bool, employment::Outcome)> {
    let received = sandbox.systems.employment.received().into_iter();
    received
        .map(|push| {
            let Destination {
                category_code,
                clear_dispatch,
                ..
            } = push.destination;
            (push.version, category_code, clear_dispatch, push.outcome)
        })
        .collect()
}

#[tokio::test]
async fn r_6_8_who_is_placed_anew_is_first_told_as_unplaced() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let student = world.student().await;
    sandbox.know(&student);
    let registered = register(&world, &student, "freelance", "76", false).await;
    world.act(&student.account, registered, &Command::GiveUp).await;
    register(&world, &student, "conscript", "46", false).await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    let applied = || employment::Outcome::Applied;
    assert_eq!(
        told(&sandbox),
        [
            (2, "70".into(), true, applied()),
            (3, "46".into(), false, applied())
        ]
    );
    assert_eq!(place(&world, &student).await, (3, 3, false));
    worker.stop().await;
}

#[tokio::test]
async fn an_unplaced_push_reads_the_same_after_a_new_placement() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let student = world.student().await;
    sandbox.know(&student);
    let registered = register(&world, &student, "freelance", "76", false).await;
    world.act(&student.account, registered, &Command::GiveUp).await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    world.sql("UPDATE destination_sync SET pushed_version = 1").await;
    register(&world, &student, "conscript", "46", false).await;
    settle(&world).await;
    let outcomes: Vec<_> = told(&sandbox)
        .into_iter()
        .map(|(version, .., outcome)| (version, outcome))
        .collect();
    assert_eq!(
        outcomes,
        [
            (2, employment::Outcome::Applied),
            (2, employment::Outcome::AlreadyHad),
            (3, employment::Outcome::Applied)
        ]
    );
    worker.stop().await;
}

#[tokio::test]
async fn every_type_of_destination_is_taken_there() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let types = [
        ("labour_contract", "11", true),
        ("other_employment", "12", true),
        ("research_assistant", "271", true),
        ("conscript", "46", false),
        ("national_project", "502", false),
        ("local_project", "512", false),
        ("unplaced", "70", false),
        ("preparing_for_study", "71", false),
        ("not_seeking", "72", false),
        ("own_business", "75", true),
        ("freelance", "76", false),
        ("postgraduate", "801", false),
        ("second_bachelor", "802", false),
        ("study_abroad", "85", false),
    ];
    for (kind, category, employer) in types {
        let student = world.student().await;
        sandbox.know(&student);
        register(&world, &student, kind, category, employer).await;
    }
    let worker = sandbox.worker(&world);
    settle(&world).await;
    let received = sandbox.systems.employment.received();
    for push in &received {
        let destination = &push.destination;
        let outcome = &push.outcome;
        // One whose answer was late is sent again, and found to be there.
        let known = [employment::Outcome::Applied, employment::Outcome::AlreadyHad];
        assert!(
            known.contains(outcome),
            "{} {outcome:?}",
            destination.category_code
        );
        assert_eq!(destination.clear_dispatch, destination.category_code == "70");
    }
    let applied = received
        .iter()
        .filter(|push| push.outcome == employment::Outcome::Applied);
    let applied: BTreeSet<&str> = applied
        .map(|push| push.destination.category_code.as_str())
        .collect();
    assert_eq!(applied, types.map(|(_, category, _)| category).into());
    worker.stop().await;
}

/// A destination that the school approved, with a job category wherever the form may have sent one.
async fn register(world: &World, student: &Student, kind: &str, category: &str, employer: bool) -> Acted {
    let company = if employer {
        "'某公司', '91350100M000100Y43', '39', '34', '320102'"
    } else {
        "NULL, NULL, NULL, NULL, NULL"
    };
    world
        .sql(&format!(
            "WITH made AS (
               INSERT INTO cases (kind, state, school_id, cohort, student_id, department, level, initiator)
               SELECT 'destination', 'school_review', school_id, cohort, id, department, level, 'student'
               FROM students WHERE id = {} RETURNING id)
             INSERT INTO destinations (case_id, type, category, registered_on, job_category,
               company_name, credit_code, nature, industry, region)
             SELECT id, '{kind}', '{category}', current_date, '13', {company} FROM made",
            student.id
        ))
        .await;
    let (case, state, version) = cases::table
        .filter(cases::student_id.eq(student.id))
        .order(cases::id.desc())
        .select((cases::id, State::as_select(), cases::version))
        .first(&mut *world.conn().await)
        .await
        .unwrap();
    let in_review = Acted { case, state, version };
    world
        .act(&world.officer().await, in_review, &Command::Approve)
        .await
}
