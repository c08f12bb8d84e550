//! Loading: once, wholly, and the same every time.

use std::fs;

use diesel::{QueryableByName, sql_query, sql_types::Text};
use diesel_async::RunQueryDsl;
use wq_core::access::{Door, sign_in};
use wq_sandbox::{
    accounts::{ACCOUNTS, PASSWORD, Role},
    demo::{self, Loaded, Size},
};

use crate::database::{connect, count, empty, files, loaded, now};

#[tokio::test]
async fn a_database_with_a_school_is_left_alone() {
    let url = loaded().await;
    let before = count(&mut connect(&url).await, "students").await;
    let (folder, files) = files();
    let again = demo::load_as_of(&url, &files, Size::default(), now())
        .await
        .expect("an answer");
    assert_eq!(again, Loaded::Already);
    assert_eq!(count(&mut connect(&url).await, "students").await, before);
    assert_eq!(before, 600);
    let kept = fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(kept, 0, "and draws nothing");
}

#[tokio::test]
async fn two_programs_that_load_at_once_load_once() {
    let url = empty().await;
    let size = Size::even(30, 1);
    let (_folder, files) = files();
    let (one, other) = tokio::try_join!(demo::load(&url, &files, size), demo::load(&url, &files, size))
        .expect("both end well");
    assert!(one != other, "{one:?} {other:?}");
    assert_eq!(count(&mut connect(&url).await, "students").await, 30);
}

#[tokio::test]
async fn everyone_of_the_demonstration_can_sign_in() {
    let url = loaded().await;
    let mut conn = connect(&url).await;
    for account in ACCOUNTS {
        let door = match account.role {
            Role::Student => Door::Student,
            Role::Company => Door::Company,
            Role::Province | Role::School | Role::Department | Role::Operator => Door::Staff,
        };
        for login in account.sign_ins() {
            let signed_in = sign_in(&mut conn, door, &login, PASSWORD, "test")
                .await
                .expect("an answer");
            assert!(signed_in.is_some(), "{login}");
        }
    }
}

#[tokio::test]
async fn a_few_students_to_whom_nothing_happened_have_not_activated_their_account() {
    let mut conn = connect(&loaded().await).await;
    let without = "students s WHERE NOT EXISTS (SELECT FROM accounts a WHERE a.student_id = s.id)";
    assert!(count(&mut conn, without).await > 0);
    let acted = format!("{without} AND EXISTS (SELECT FROM cases c WHERE c.student_id = s.id)");
    assert_eq!(count(&mut conn, &acted).await, 0);
}

#[tokio::test]
async fn two_loads_are_alike() {
    let (one, other) = (empty().await, empty().await);
    for url in [&one, &other] {
        let (_folder, files) = files();
        demo::load_as_of(url, &files, Size::default(), now())
            .await
            .expect("it loads");
    }
    for table in [
        "students",
        "companies",
        "cases",
        "case_events",
        "agreements",
        "destinations",
        "terminations",
        "case_files",
        "messages",
    ] {
        assert_eq!(digest(&one, table).await, digest(&other, table).await, "{table}");
    }
}

/// A digest of all rows of a table. The columns that the database's clock fills are left out.
async fn digest(url: &str, table: &str) -> String {
    #[derive(QueryableByName)]
    struct Digest {
        #[diesel(sql_type = Text)]
        digest: String,
    }
    let created = if table == "companies" {
        " - 'created_at'"
    } else {
        ""
    };
    let query = format!(
        "SELECT md5(string_agg((to_jsonb(t){created})::text, E'\\n' ORDER BY to_jsonb(t)::text)) AS digest FROM {table} t"
    );
    let answer: Digest = sql_query(query)
        .get_result(&mut connect(url).await)
        .await
        .expect("a digest");
    answer.digest
}

#[tokio::test]
async fn numbers_go_on_after_those_that_were_loaded() {
    let url = loaded().await;
    let mut conn = connect(&url).await;
    for table in [
        "students",
        "cases",
        "case_events",
        "accounts",
        "companies",
        "messages",
    ] {
        let ahead = format!(
            "pg_sequences WHERE sequencename = '{table}_id_seq' AND last_value = (SELECT max(id) FROM {table})"
        );
        assert_eq!(count(&mut conn, &ahead).await, 1, "{table}");
    }
}
