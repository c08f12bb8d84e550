//! Invitations that nobody answers (6.1).

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::{
    case::{Acted, Command},
    db::schema::cases,
    jobs::{JobState, Outcome, payloads::ExpireInvitation},
};
use wq_tests::{Sandbox, Student, World, objection};

use crate::jobs::{ask, messages_of, outcomes, settle, until, until_that};

async fn invited() -> (World, Sandbox, Student, Acted) {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (company, student) = (world.company().await, world.student().await);
    sandbox.know(&student);
    let invitation = world.invite(&company, &student).await;
    (world, sandbox, student, invitation)
}

/// Lets the invitation's time be up, and its job be due.
async fn time_is_up(world: &World) {
    world
        .sql("UPDATE cases SET due_at = now() - interval '1 minute'")
        .await;
    world
        .sql("UPDATE jobs SET due_at = now() WHERE kind = 'expire_invitation'")
        .await;
}

async fn state(world: &World, case: Acted) -> String {
    cases::table
        .find(case.case)
        .select(cases::state)
        .first(&mut *world.conn().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn r_6_1_an_invitation_expires_once_and_the_student_is_told_once() {
    let (world, sandbox, _, invitation) = invited().await;
    time_is_up(&world).await;
    let worker = sandbox.worker(&world);
    until::<ExpireInvitation>(&world, JobState::Done).await;
    ask(
        &world,
        &ExpireInvitation {
            case_id: invitation.case.0,
        },
    )
    .await;
    settle(&world).await;
    assert_eq!(state(&world, invitation).await, "expired");
    assert_eq!(
        messages_of(&world, "invitation_expired").await,
        [("wechat".into(), "sent".into())]
    );
    worker.stop().await;
}

#[tokio::test]
async fn an_invitation_whose_time_is_not_up_is_looked_at_again_when_it_is() {
    let (world, sandbox, _, invitation) = invited().await;
    ask(
        &world,
        &ExpireInvitation {
            case_id: invitation.case.0,
        },
    )
    .await; // joins the waiting job, which is due now
    let worker = sandbox.worker(&world);
    let shown = until_that::<ExpireInvitation>(&world, |shown| !outcomes(shown).is_empty()).await;
    assert_eq!(
        (outcomes(&shown), shown.job.state),
        (vec![Outcome::Snoozed], JobState::Ready)
    );
    let due = cases::table
        .find(invitation.case)
        .select(cases::due_at)
        .first::<Option<chrono::DateTime<chrono::Utc>>>(&mut *world.conn().await)
        .await
        .unwrap();
    let late = shown.job.due_at - due.unwrap();
    assert!((0..60).contains(&late.num_seconds()), "{late}");
    assert_eq!(state(&world, invitation).await, "invited");
    worker.stop().await;
}

#[tokio::test]
async fn an_invitation_that_was_answered_does_not_expire() {
    let (world, sandbox, student, invitation) = invited().await;
    world
        .act(&student.account, invitation, &Command::Decline(objection()))
        .await;
    time_is_up(&world).await;
    let worker = sandbox.worker(&world);
    until::<ExpireInvitation>(&world, JobState::Done).await;
    assert_eq!(state(&world, invitation).await, "declined");
    worker.stop().await;
}

#[tokio::test]
async fn r_5_2_an_invitation_of_a_dormant_student_stays() {
    let (world, sandbox, _, invitation) = invited().await;
    time_is_up(&world).await;
    world.sql("UPDATE students SET dormant_since = now()").await;
    let worker = sandbox.worker(&world);
    until::<ExpireInvitation>(&world, JobState::Done).await;
    assert_eq!(state(&world, invitation).await, "invited");
    worker.stop().await;
}
