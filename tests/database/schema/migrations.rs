//! Forward, back, and forward again.

use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_async::{AsyncConnection, RunQueryDsl};
use wq_core::db::{Conn, is_migrated, migrate, revert};
use wq_sandbox::postgres::throwaway::Throwaway;

/// Everything that a database holds, one line each: made with `catalog.sql`.
const CATALOG: &str = include_str!("catalog.sql");

/// The migrations' own list, which stays when they are taken back.
const LIST: &str = "__diesel_schema_migrations";

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

async fn empty() -> String {
    let server = Throwaway::shared().expect("a server");
    server.database(None).await.expect("a database")
}

async fn lines(url: &str, query: &str) -> Vec<String> {
    let mut conn = Conn::establish(url).await.expect("a connection");
    let lines: Vec<Line> = diesel::sql_query(query).load(&mut conn).await.expect("an answer");
    lines.into_iter().map(|line| line.line).collect()
}

#[tokio::test]
async fn taken_back_the_migrations_leave_nothing_behind() {
    let url = empty().await;
    let before = lines(&url, CATALOG).await;
    migrate(&url).await.expect("forward");
    assert!(lines(&url, CATALOG).await.len() > before.len() + 100);
    revert(&url).await.expect("back");
    let left: Vec<String> = (lines(&url, CATALOG).await.into_iter())
        .filter(|line| !before.contains(line) && !line.contains(LIST))
        .collect();
    assert_eq!(left, Vec::<String>::new());
    assert!(!is_migrated(&url).await.expect("an answer"));
}

#[tokio::test]
async fn forward_again_they_make_the_same_database() {
    let url = empty().await;
    migrate(&url).await.expect("forward");
    let once = lines(&url, CATALOG).await;
    revert(&url).await.expect("back");
    migrate(&url).await.expect("forward again");
    assert_eq!(lines(&url, CATALOG).await, once);
}

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    const CODES: &str = "SELECT codes::text AS line FROM codes ORDER BY list, code";
    let url = empty().await;
    assert!(!is_migrated(&url).await.expect("an answer"));
    migrate(&url).await.expect("once");
    assert!(is_migrated(&url).await.expect("an answer"));
    let (catalog, codes) = (lines(&url, CATALOG).await, lines(&url, CODES).await);
    migrate(&url).await.expect("twice");
    assert_eq!(lines(&url, CATALOG).await, catalog);
    assert_eq!(lines(&url, CODES).await, codes);
}

#[tokio::test]
async fn two_processes_that_migrate_at_once_do_not_fail() {
    let url = empty().await;
    let (one, other) = tokio::join!(migrate(&url), migrate(&url));
    one.expect("one process");
    other.expect("the other");
    assert!(is_migrated(&url).await.expect("an answer"));
}
