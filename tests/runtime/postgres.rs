//! A database with nothing but the job tables for each test.

use diesel_async::{
    AsyncPgConnection, SimpleAsyncConnection,
    pooled_connection::{AsyncDieselConnectionManager, bb8::Pool},
};
use wq_sandbox::postgres::throwaway::Throwaway;

const UP: &str = concat!(
    include_str!("../../migrations/2026-11-22-000500_jobs/up.sql"),
    include_str!("../../migrations/2026-11-29-000400_operators_told/up.sql"),
);

/// A pool and the URL of a new database with the job tables.
pub async fn database() -> (Pool<AsyncPgConnection>, String) {
    database_of(Throwaway::shared().expect("a PostgreSQL server")).await
}

/// The same, of a server of one's own.
pub async fn database_of(server: &Throwaway) -> (Pool<AsyncPgConnection>, String) {
    let url = server.database(None).await.unwrap();
    let pool = pool(&url).await;
    pool.get().await.unwrap().batch_execute(UP).await.unwrap();
    (pool, url)
}

/// A pool for a database that exists.
pub async fn pool(url: &str) -> Pool<AsyncPgConnection> {
    Pool::builder()
        .max_size(8)
        .build(AsyncDieselConnectionManager::new(url))
        .await
        .unwrap()
}
