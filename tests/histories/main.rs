//! Random histories: many actors, all five kinds of case, one database, and a model that says what must come of it.

mod cast;
mod facts;
mod history;
mod model;
mod play;
mod pushed;
mod read;
mod turn;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use tokio::runtime::Runtime;
use wq_core::db::Pool;
use wq_core::db::schema::{destination_sync, messages};

use cast::Who;
use history::{breaches, histories, i2_every_step_was_taken, i5_the_steps_explain_the_case};
use model::Model;
use play::{Stage, play};
use pushed::i3_both_sides_agree_in_the_end;
use read::read;
use turn::{Turn, awake_turns, turns};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        max_shrink_iters: 200,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct("histories/seeds.txt"))),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn every_step_of_a_history_comes_out_as_the_rules_say(turns in turns(120)) {
        Runtime::new().expect("a runtime").block_on(one_after_the_other(&turns));
    }
}

proptest! {
    // How the four come to lie among each other is not in the seed, so there is nothing to shrink.
    #![proptest_config(ProptestConfig { max_shrink_iters: 0, failure_persistence: None, ..config(4) })]

    #[test]
    fn whatever_four_do_at_once_the_invariants_hold(turns in [turns(60), turns(60), turns(60), turns(60)]) {
        Runtime::new().expect("a runtime").block_on(all_at_once(turns));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 0, failure_persistence: None, ..config(2) })]

    #[test]
    fn i3_whatever_four_do_at_once_the_employment_system_holds_it_in_the_end(
        turns in [awake_turns(40), awake_turns(40), awake_turns(40), awake_turns(40)],
    ) {
        Runtime::new().expect("a runtime").block_on(i3_both_sides_agree_in_the_end(turns));
    }
}

async fn one_after_the_other(turns: &[Turn]) {
    let mut stage = Stage::new(&cast::database().await).await;
    let mut conn = stage.app.get().await.expect("a connection");
    let mut model = Model::new();
    for turn in turns {
        let step = turn.step(&model);
        let acted = play(&mut conn, &model, &step).await;
        let case = model.play(&step);
        match (&acted, case) {
            (Ok(acted), Ok(case)) => {
                let expected = case.map(|place| (model.cases[place].state, model.cases[place].version));
                assert_eq!(
                    acted.map(|acted| (acted.state, acted.version)),
                    expected,
                    "{step:?}"
                );
                if let (Some(acted), Some(place)) = (acted, case) {
                    let case = &mut model.cases[place];
                    case.id = acted.case.0;
                }
            }
            (acted, case) => assert_eq!(acted.as_ref().err(), case.err().as_ref(), "{step:?}"),
        }
    }
    drop(conn);
    is_as_it_should_be(&mut stage).await;
    is_as_the_model(&mut stage, &model).await;
}

async fn all_at_once(turns: [Vec<Turn>; 4]) {
    let mut stage = Stage::new(&cast::database().await).await;
    at_once(&stage.app, turns).await;
    is_as_it_should_be(&mut stage).await;
}

/// Each looks at the database, chooses, and acts on what may have changed meanwhile.
async fn at_once(app: &Pool, turns: [Vec<Turn>; 4]) {
    let tasks = turns.map(|turns| {
        let app = app.clone();
        tokio::spawn(async move {
            let mut conn = app.get().await.expect("a connection");
            for turn in turns {
                let model = read(&mut conn).await;
                let step = turn.step(&model);
                // Refused or not: what counts is what is in the database at the end.
                let _ = play(&mut conn, &model, &step).await;
            }
        })
    });
    for task in tasks {
        task.await.expect("no failure of the database");
    }
}

/// The invariants of domain section 16, asked of the database alone.
async fn is_as_it_should_be(stage: &mut Stage) {
    assert_eq!(breaches(&mut stage.owner).await, Vec::<String>::new());
    for history in histories(&mut stage.owner).await {
        i2_every_step_was_taken(&history);
        i5_the_steps_explain_the_case(&history);
    }
}

/// Nothing was written but what the model has: steps, changes of destinations, messages.
async fn is_as_the_model(stage: &mut Stage, model: &Model) {
    let histories = histories(&mut stage.owner).await;
    assert_eq!(histories.len(), model.cases.len());
    for (place, case) in model.cases.iter().enumerate() {
        let history = histories
            .iter()
            .find(|history| history.id == case.id)
            .expect("the case");
        let written: Vec<_> = (history.events.iter())
            .map(|event| (event.account, event.command.as_str(), event.from, event.to))
            .collect();
        let meant: Vec<_> = (model.events.iter())
            .filter(|event| event.case == place)
            .map(|event| (account(event.by), event.command, event.from, event.to))
            .collect();
        assert_eq!(written, meant, "case {}", case.id);
    }
    let versions: Vec<(i64, i64)> = destination_sync::table
        .order(destination_sync::student_id)
        .select((destination_sync::student_id, destination_sync::version))
        .load(&mut stage.owner)
        .await
        .expect("the versions");
    let changes = (1..)
        .zip(&model.destinations)
        .map(|(student, changes)| (student, *changes));
    assert_eq!(
        versions,
        changes.filter(|(_, changes)| *changes > 0).collect::<Vec<_>>()
    );
    let owed: i64 = messages::table
        .count()
        .get_result(&mut stage.owner)
        .await
        .expect("the messages");
    assert_eq!(owed, model.messages as i64);
}

fn account(by: Who) -> Option<i64> {
    match by {
        Who::Account(place) => Some(place as i64 + 1),
        Who::System => None,
    }
}
