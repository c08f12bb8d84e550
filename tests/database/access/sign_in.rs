//! What opens which door.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::access::{Door, SignedIn, sign_in};
use wq_core::db::schema::{audit_entries, sessions};
use wq_tests::World;

use super::{PASSWORD, give};

async fn knock(world: &World, door: Door, login: &str, password: &str) -> Option<SignedIn> {
    sign_in(&mut *world.conn().await, door, login, password, "a browser")
        .await
        .expect("an answer")
}

async fn opened(world: &World) -> (i64, i64) {
    let conn = &mut *world.conn().await;
    let entries = audit_entries::table
        .filter(audit_entries::act.eq("account.sign_in"))
        .count()
        .get_result(conn)
        .await
        .expect("a count");
    let sessions = sessions::table.count().get_result(conn).await.expect("a count");
    (sessions, entries)
}

#[tokio::test]
async fn each_account_opens_its_own_door_and_no_other() {
    let world = World::new().await;
    let officer = world.officer().await;
    let department = world.department_officer().await;
    let (student, company) = (world.student().await, world.company().await);
    let accounts = [
        (&officer, "school", Door::Staff),
        (&department, "dept", Door::Staff),
        (&student.account, "student", Door::Student),
        (&company.account, "company", Door::Company),
    ];
    for (account, login, own) in accounts {
        give(&world, account, login).await;
        for door in [Door::Staff, Door::Student, Door::Company] {
            let signed_in = knock(&world, door, login, PASSWORD).await;
            let who = signed_in.map(|signed_in| (signed_in.account.id, signed_in.account.role));
            let expected = (door == own).then(|| (account.id, account.role.clone()));
            assert_eq!(who, expected, "{login} at {door:?}");
        }
    }
    assert_eq!(opened(&world).await, (4, 4));
}

#[tokio::test]
async fn what_does_not_fit_opens_nothing_and_leaves_no_trace() {
    let world = World::new().await;
    give(&world, &world.officer().await, "school").await;
    for (login, password) in [
        ("school", "demo-2027"),
        ("school", ""),
        ("school", "Demo-2027 "),
        ("School", PASSWORD),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("school\0", PASSWORD),
        ("school' OR '1'='1", PASSWORD),
    ] {
        let signed_in = knock(&world, Door::Staff, login, password).await;
        assert!(signed_in.is_none(), "{login:?} with {password:?}");
    }
    assert_eq!(opened(&world).await, (0, 0));
}

#[tokio::test]
async fn blanks_around_a_login_are_forgiven() {
    let world = World::new().await;
    give(&world, &world.officer().await, "school").await;
    assert!(knock(&world, Door::Staff, " school\n", PASSWORD).await.is_some());
}

#[tokio::test]
async fn a_disabled_account_opens_nothing() {
    let world = World::new().await;
    give(&world, &world.officer().await, "school").await;
    world.sql("UPDATE accounts SET disabled_at = now()").await;
    assert!(knock(&world, Door::Staff, "school", PASSWORD).await.is_none());
}

#[tokio::test]
async fn an_account_without_a_usable_hash_opens_nothing() {
    let world = World::new().await;
    give(&world, &world.officer().await, "school").await;
    for hash in ["", "none", "$argon2id$", PASSWORD] {
        world
            .sql(&format!("UPDATE accounts SET password_hash = '{hash}'"))
            .await;
        for password in [PASSWORD, "", hash] {
            assert!(
                knock(&world, Door::Staff, "school", password).await.is_none(),
                "{hash:?}"
            );
        }
    }
}
