//! The application steps down to a role that may do less than the owner.

use diesel::{sql_query, sql_types::Text};
use diesel_async::RunQueryDsl;
use wq_core::db::connect;

use super::*;

#[derive(QueryableByName)]
struct Role {
    #[diesel(sql_type = Text)]
    role: String,
}

#[tokio::test]
async fn every_connection_of_the_pool_runs_as_the_applications_role() {
    let pool = connect(&migrated_url().await, 3).await.expect("a pool");
    let (mut one, mut two, mut three) =
        tokio::try_join!(pool.get(), pool.get(), pool.get()).expect("three connections");
    for conn in [&mut *one, &mut *two, &mut *three] {
        let Role { role } = sql_query("SELECT current_user::text AS role")
            .get_result(conn)
            .await
            .expect("a role");
        assert_eq!(role, "wangqian_app");
    }
}

#[tokio::test]
async fn the_applications_role_makes_and_drops_nothing() {
    let pool = connect(&migrated_url().await, 1).await.expect("a pool");
    let mut conn = pool.get().await.expect("a connection");
    for statement in [
        "CREATE TABLE another (id int)",
        "DROP TABLE jobs",
        "ALTER TABLE cases DISABLE TRIGGER ALL",
        "CREATE ROLE another",
        "SET session_replication_role = replica",
    ] {
        let refused = refused_by(conn.batch_execute(statement).await);
        assert!(
            refused.contains("permission denied") || refused.contains("must be owner"),
            "{statement}: {refused}"
        );
    }
}
