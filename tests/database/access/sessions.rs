//! How long a session lasts, and what ends it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::access::{Account, Asked, Limits, Token, close, close_all, find, open, prune};
use wq_core::db::schema::sessions;
use wq_tests::World;

async fn sign_in(world: &World, account: &Account) -> Token {
    open(&mut *world.conn().await, account.id, "a browser")
        .await
        .expect("a session")
}

async fn is_open(world: &World, token: &Token) -> bool {
    let found = find(
        &mut *world.conn().await,
        token,
        Limits::default(),
        Asked::ByPerson,
    )
    .await
    .expect("an answer");
    found.is_some()
}

async fn seen_at(world: &World) -> DateTime<Utc> {
    sessions::table
        .select(sessions::seen_at)
        .first(&mut *world.conn().await)
        .await
        .expect("the session")
}

/// Moves every session's beginning, and when it was last seen, into the past.
async fn age(world: &World, created: &str, seen: &str) {
    world
        .sql(&format!(
            "UPDATE sessions SET created_at = now() - interval '{created}', seen_at = now() - interval '{seen}'"
        ))
        .await;
}

#[tokio::test]
async fn every_sign_in_has_a_token_of_its_own_and_the_table_has_none_of_them() {
    let world = World::new().await;
    let officer = world.officer().await;
    let (one, other) = (sign_in(&world, &officer).await, sign_in(&world, &officer).await);
    assert_ne!(one.cookie(), other.cookie());
    let digests: Vec<Vec<u8>> = sessions::table
        .select(sessions::digest)
        .load(&mut *world.conn().await)
        .await
        .expect("the digests");
    for digest in digests {
        let copied = digest
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>();
        assert!(copied != one.cookie() && copied != other.cookie());
        let copied = Token::parse(&copied).expect("as long as a token");
        assert!(!is_open(&world, &copied).await, "the table signs in");
    }
    let found = find(&mut *world.conn().await, &one, Limits::default(), Asked::ByPerson)
        .await
        .expect("an answer");
    assert_eq!(found.expect("a session").account.id, officer.id);
}

#[tokio::test]
async fn a_session_left_alone_runs_out() {
    let world = World::new().await;
    let token = sign_in(&world, &world.officer().await).await;
    age(&world, "2 hours", "61 minutes").await;
    assert!(!is_open(&world, &token).await);
}

#[tokio::test]
async fn a_session_in_use_is_kept_alive() {
    let world = World::new().await;
    let token = sign_in(&world, &world.officer().await).await;
    age(&world, "2 hours", "59 minutes").await;
    assert!(is_open(&world, &token).await);
    assert!(Utc::now() - seen_at(&world).await < chrono::TimeDelta::minutes(59));
}

#[tokio::test]
async fn a_session_just_seen_is_not_written_again() {
    let world = World::new().await;
    let token = sign_in(&world, &world.officer().await).await;
    let seen = seen_at(&world).await;
    assert!(is_open(&world, &token).await);
    assert_eq!(seen_at(&world).await, seen);
}

#[tokio::test]
async fn a_session_ends_after_a_working_day_however_busy() {
    let world = World::new().await;
    let token = sign_in(&world, &world.officer().await).await;
    age(&world, "12 hours 1 minute", "0 minutes").await;
    assert!(!is_open(&world, &token).await);
}

#[tokio::test]
async fn signing_out_ends_this_session_and_signing_out_everywhere_ends_all_of_the_account() {
    let world = World::new().await;
    let (officer, other) = (world.officer().await, world.officer().await);
    let [one, two, three] = [
        sign_in(&world, &officer).await,
        sign_in(&world, &officer).await,
        sign_in(&world, &officer).await,
    ];
    let others = sign_in(&world, &other).await;
    close(&mut *world.conn().await, &one).await.expect("closed");
    assert!(!is_open(&world, &one).await && is_open(&world, &two).await);
    let closed = close_all(&mut *world.conn().await, officer.id)
        .await
        .expect("closed");
    assert_eq!(closed, 2);
    assert!(!is_open(&world, &two).await && !is_open(&world, &three).await);
    assert!(is_open(&world, &others).await);
}

#[tokio::test]
async fn disabling_an_account_ends_its_sessions() {
    let world = World::new().await;
    let token = sign_in(&world, &world.officer().await).await;
    world.sql("UPDATE accounts SET disabled_at = now()").await;
    assert!(!is_open(&world, &token).await);
}

#[tokio::test]
async fn pruning_takes_what_ran_out_and_nothing_else() {
    let world = World::new().await;
    let officer = world.officer().await;
    sign_in(&world, &officer).await;
    age(&world, "13 hours", "0 minutes").await;
    let fresh = sign_in(&world, &officer).await;
    let pruned = prune(&mut *world.conn().await, Limits::default())
        .await
        .expect("pruned");
    assert_eq!(pruned, 1);
    assert!(is_open(&world, &fresh).await);
}
