//! What an act notes beside the state.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::case::{Acted, Command, EditableField};
use wq_core::db::schema::{agreements, cases, school_settings};
use wq_tests::World;

type Times = (Option<DateTime<Utc>>, Option<DateTime<Utc>>, DateTime<Utc>);

async fn times(world: &World, of: Acted) -> Times {
    cases::table
        .find(of.case)
        .select((cases::submitted_at, cases::decided_at, cases::entered_at))
        .first(&mut *world.conn().await)
        .await
        .expect("the case")
}

#[tokio::test]
async fn an_edit_after_approval_changes_neither_the_day_of_the_decision_nor_the_state() {
    let world = World::new().await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let signed = world.sign(&company, &student, &officer).await;
    let before = times(&world, signed).await;
    assert!(before.1.is_some());
    let edit = Command::EditAfterApproval(vec![EditableField::JobCategory]);
    let edited = world.act(&officer, signed, &edit).await;
    assert_eq!((edited.state, edited.version), (signed.state, signed.version + 1));
    assert_eq!(times(&world, edited).await, before);
}

#[tokio::test]
async fn a_signed_agreement_has_a_number_and_keeps_it() {
    let world = World::new().await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let signed = world.sign(&company, &student, &officer).await;
    let number = async || -> Option<String> {
        agreements::table
            .find(signed.case)
            .select(agreements::number)
            .first(&mut *world.conn().await)
            .await
            .expect("the agreement")
    };
    let first = number().await.expect("a number");
    assert!(first.starts_with("2027") && first.len() == 19, "{first}");
    let edit = Command::EditAfterApproval(vec![EditableField::JobCategory]);
    world.act(&officer, signed, &edit).await;
    assert_eq!(number().await, Some(first));
}

#[tokio::test]
async fn r_3_2_the_first_act_locks_the_switches_and_the_second_leaves_its_time() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let acted_at = async || -> Option<DateTime<Utc>> {
        school_settings::table
            .select(school_settings::acted_at)
            .first(&mut *world.conn().await)
            .await
            .expect("the settings")
    };
    assert_eq!(acted_at().await, None);
    let invited = world.invite(&company, &student).await;
    let first = acted_at().await;
    assert!(first.is_some());
    world.accept(&student.account, invited).await;
    assert_eq!(acted_at().await, first);
}
