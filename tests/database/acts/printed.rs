//! Whom an agreement names as its handler (3.5).

use diesel::{insert_into, prelude::*};
use diesel_async::RunQueryDsl;
use wq_core::access::LevelScope::{self, All, Graduate, Undergraduate};
use wq_core::agreement::sheet;
use wq_core::db::schema::handlers;
use wq_core::settings::{Handler, appoint};
use wq_tests::{COHORT, World};

fn handler(level: LevelScope) -> Handler {
    Handler {
        level,
        name: format!("经办人 {}", level.as_str()),
        telephone: "025-83790000".into(),
        address: "南京市玄武区".into(),
        postcode: "210018".into(),
    }
}

/// The level of the handler that the sheets of a graduate and of an undergraduate name.
async fn named(world: &World) -> [Option<LevelScope>; 2] {
    let (company, officer) = (world.company().await, world.officer().await);
    let mut named = [None, None];
    for (place, education_level) in ["11", "31"].into_iter().enumerate() {
        let student = world.student().await;
        world
            .sql(&format!(
                "UPDATE students SET education_level = '{education_level}' WHERE id = {}",
                student.id
            ))
            .await;
        let signed = world.sign(&company, &student, &officer).await;
        let sheet = sheet(&mut *world.conn().await, signed.case).await;
        let found = sheet.expect("the database").expect("a sheet").draft.handler;
        assert!(found.iter().all(|found| *found == handler(found.level)));
        named[place] = found.map(|found| found.level);
    }
    named
}

#[tokio::test]
async fn r_3_5_an_agreement_names_the_handler_that_the_school_has_for_its_student() {
    for (appointed, expected) in [
        (&[][..], [None, None]),
        (&[All], [Some(All), Some(All)]),
        (&[Graduate], [Some(Graduate), None]),
        (&[Undergraduate], [None, Some(Undergraduate)]),
        (&[Graduate, Undergraduate], [Some(Graduate), Some(Undergraduate)]),
    ] {
        let world = World::new().await;
        let officer = world.officer().await;
        for level in appointed {
            appoint(&mut *world.conn().await, &officer, &handler(*level))
                .await
                .expect("a handler");
        }
        assert_eq!(named(&world).await, expected, "{appointed:?}");
    }
}

/// No screen takes both; the database holds them.
#[tokio::test]
async fn r_3_5_the_handler_of_a_level_goes_before_that_of_all() {
    for (level, expected) in [
        (Graduate, [Some(Graduate), Some(All)]),
        (Undergraduate, [Some(All), Some(Undergraduate)]),
    ] {
        let world = World::new().await;
        for level in [All, level] {
            let row = (
                handlers::school_id.eq(world.school),
                handlers::cohort.eq(COHORT),
                &handler(level),
            );
            insert_into(handlers::table)
                .values(row)
                .execute(&mut *world.conn().await)
                .await
                .expect("a handler");
        }
        assert_eq!(named(&world).await, expected);
    }
}
