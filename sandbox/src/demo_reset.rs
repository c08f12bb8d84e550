//! `demo-reset`: throws the demonstration away and loads it anew.

use diesel_async::{AsyncConnection, SimpleAsyncConnection};
use wq_core::db::Conn;

use crate::{cli::Cli, database::Database, prepare::prepare};

/// Empties the private database and loads the demonstration. Nobody else may be using it.
///
/// # Errors
///
/// With `DATABASE_URL`: what stands in a database of one's own is not the program's to throw away.
pub async fn run(cli: &Cli) -> anyhow::Result<()> {
    anyhow::ensure!(
        cli.database_url().is_none(),
        "demo-reset empties the private database only; unset DATABASE_URL"
    );
    let database = Database::open(cli).await?;
    let mut conn = Conn::establish(database.url()).await?;
    conn.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
        .await?;
    drop(conn);
    let prepared = prepare(cli, database.url()).await;
    prepared.and(database.close().await)
}
