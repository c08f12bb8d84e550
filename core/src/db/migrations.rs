//! Migrations, embedded in the binary, and the code tables that load with them.

use diesel::ConnectionError;
use diesel_async::{AsyncConnection, AsyncMigrationHarness, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::Conn;
use crate::codes;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../migrations");

/// Held for as long as the connection: of several processes that start together, one migrates and the others wait.
const ONE_AT_A_TIME: &str = "SELECT pg_advisory_lock(hashtext('wangqian migrations'))";

/// Why the schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The database does not answer.
    #[error("the database cannot be reached: {0}")]
    Connection(#[from] ConnectionError),
    /// The database answered, but would not let this process go first.
    #[error("the other processes that migrate cannot be waited for: {0}")]
    Turn(#[source] diesel::result::Error),
    /// A migration failed; its transaction is undone.
    #[error("a migration failed: {0}")]
    Migration(Box<dyn std::error::Error + Send + Sync>),
    /// The code tables could not be loaded.
    #[error("the code tables could not be loaded: {0}")]
    Codes(#[from] codes::LoadError),
}

/// Applies what is pending and loads the code tables. Harmless twice, and in several processes at once. Connects as
/// the owner of the schema.
pub async fn migrate(url: &str) -> Result<(), MigrationError> {
    run(alone(url).await?, |harness| {
        harness.run_pending_migrations(MIGRATIONS).map(drop)
    })
    .await?;
    codes::load(&mut Conn::establish(url).await?).await?;
    Ok(())
}

/// Takes every migration back, newest first: the database is empty afterwards.
pub async fn revert(url: &str) -> Result<(), MigrationError> {
    run(alone(url).await?, |harness| {
        harness.revert_all_migrations(MIGRATIONS).map(drop)
    })
    .await
}

/// Is every migration of this binary applied? Answers `GET /readyz`.
pub async fn is_migrated(url: &str) -> Result<bool, MigrationError> {
    run(Conn::establish(url).await?, |harness| {
        harness.has_pending_migration(MIGRATIONS).map(|pending| !pending)
    })
    .await
}

/// A connection whose turn it is.
async fn alone(url: &str) -> Result<Conn, MigrationError> {
    let mut conn = Conn::establish(url).await?;
    conn.batch_execute(ONE_AT_A_TIME)
        .await
        .map_err(MigrationError::Turn)?;
    Ok(conn)
}

type Harness = AsyncMigrationHarness<Conn>;

/// diesel's harness blocks, so it has a thread of its own.
async fn run<T: Send + 'static>(
    conn: Conn,
    act: impl FnOnce(&mut Harness) -> diesel::migration::Result<T> + Send + 'static,
) -> Result<T, MigrationError> {
    let ran = tokio::task::spawn_blocking(move || act(&mut AsyncMigrationHarness::new(conn))).await;
    ran.unwrap_or_else(|panic| Err(panic.into()))
        .map_err(MigrationError::Migration)
}
