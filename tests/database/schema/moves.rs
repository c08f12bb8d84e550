//! The legal moves of a case stand in a table of the database, and a guard looks them up.

use std::collections::BTreeSet;

use diesel::{insert_into, update};
use diesel_async::RunQueryDsl;
use wq_core::case::{State, tables};
use wq_core::db::schema::case_moves;

use super::students::roster;
use super::*;

type Move = (String, String, String);

fn written(kind: Kind, from: State, to: State) -> Move {
    (kind.as_str().into(), from.as_str().into(), to.as_str().into())
}

#[tokio::test]
async fn the_table_of_moves_is_the_table_of_the_rules() {
    let mut conn = migrated().await;
    let stored: BTreeSet<Move> = case_moves::table
        .load(&mut conn)
        .await
        .expect("the moves")
        .into_iter()
        .collect();
    let ruled: BTreeSet<Move> = tables::moves()
        .into_iter()
        .map(|(kind, from, to)| written(kind, from, to))
        .collect();
    let missing: Vec<_> = ruled.difference(&stored).collect();
    let idle: Vec<_> = stored.difference(&ruled).collect();
    assert!(missing.is_empty(), "not allowed by the database: {missing:?}");
    assert!(idle.is_empty(), "allowed by the database alone: {idle:?}");
}

#[tokio::test]
async fn a_case_moves_only_as_the_rules_allow() {
    let mut conn = unguarded().await;
    let moves = tables::moves();
    let mut differing = Vec::new();
    for (student, from) in (1..).zip(State::all()) {
        for to in State::all().filter(|to| to.kind() == from.kind()) {
            guards(&mut conn, false).await;
            let case: i64 = insert_into(cases::table)
                .values(Case::of(student, from.kind(), from.as_str()))
                .returning(cases::id)
                .get_result(&mut conn)
                .await
                .expect("a case");
            guards(&mut conn, true).await;
            let moved = update(cases::table.find(case))
                .set((cases::state.eq(to.as_str()), cases::version.eq(2)))
                .execute(&mut conn)
                .await;
            guards(&mut conn, false).await;
            diesel::delete(cases::table.find(case))
                .execute(&mut conn)
                .await
                .expect("the owner may");
            let legal = from == to || moves.contains(&(from.kind(), from, to));
            if moved.is_ok() != legal {
                differing.push((from, to));
            } else if !legal {
                let words = format!("may not move from {} to {}", from.as_str(), to.as_str());
                assert!(refused_by(moved).contains(&words));
            }
        }
    }
    assert_eq!(differing, []);
}

#[tokio::test]
async fn a_case_begins_as_a_draft_or_with_the_first_move_out_of_one() {
    let mut conn = migrated().await;
    roster(&mut conn).await;
    let agreement = begin(&mut conn, Kind::Paper, "draft").await.expect("a draft");
    let moves = tables::moves();
    for state in State::all() {
        let (kind, draft) = (state.kind(), state.kind().draft());
        let mut case = Case::of(1, kind, state.as_str());
        case.agreement_id = case.agreement_id.map(|_| agreement);
        let begun: QueryResult<i64> = insert_into(cases::table)
            .values(case)
            .returning(cases::id)
            .get_result(&mut conn)
            .await;
        let first = state == draft || moves.contains(&(kind, draft, state));
        match begun {
            Ok(case) => {
                assert!(first, "began as {state:?}");
                diesel::delete(cases::table.find(case))
                    .execute(&mut conn)
                    .await
                    .expect("the owner may");
            }
            refused => {
                assert!(!first, "{state:?}");
                assert!(refused_by(refused).contains("may not begin"), "{state:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_case_keeps_its_student_school_cohort_and_kind() {
    let mut conn = migrated().await;
    roster(&mut conn).await;
    let case = begin(&mut conn, Kind::Paper, "draft").await.expect("a draft");
    for change in [
        "student_id = 2",
        "school_id = 2",
        "cohort = 2026",
        "kind = 'offline'",
    ] {
        let changed = conn
            .batch_execute(&format!("UPDATE cases SET {change} WHERE id = {case}"))
            .await;
        assert!(refused_by(changed).contains("for ever"), "{change}");
    }
}

#[tokio::test]
async fn r_5_2_a_case_of_a_dormant_student_neither_moves_nor_begins() {
    let mut conn = migrated().await;
    roster(&mut conn).await;
    let case = begin(&mut conn, Kind::Paper, "draft").await.expect("a draft");
    conn.batch_execute("UPDATE students SET dormant_since = now() WHERE id = 1")
        .await
        .expect("dormant");
    let moved = update(cases::table.find(case))
        .set(cases::state.eq("school_review"))
        .execute(&mut conn)
        .await;
    assert!(refused_by(moved).contains("dormant"));
    let edited = update(cases::table.find(case))
        .set(cases::version.eq(2))
        .execute(&mut conn)
        .await;
    assert!(refused_by(edited).contains("dormant"));
    let begun = begin(&mut conn, Kind::Destination, "draft").await;
    assert!(refused_by(begun).contains("dormant"));
}

async fn begin(conn: &mut Conn, kind: Kind, state: &str) -> QueryResult<i64> {
    insert_into(cases::table)
        .values(Case::of(1, kind, state))
        .returning(cases::id)
        .get_result(conn)
        .await
}
