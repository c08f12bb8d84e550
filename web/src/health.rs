//! What a load balancer asks.

use poem::{handler, http::StatusCode, web::Data};
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;
use wq_core::db::{MigrationError, NoConnection, is_migrated};

use crate::app::App;

/// Whoever asks has a time-out of its own, and wants a word before.
const PATIENCE: Duration = Duration::from_secs(2);

/// `GET /healthz`: the process serves.
#[handler]
pub fn alive() -> &'static str {
    "ok"
}

#[derive(Debug, thiserror::Error)]
enum NotReady {
    #[error("migrations are pending")]
    Pending,
    #[error(transparent)]
    Migrations(#[from] MigrationError),
    #[error(transparent)]
    Connection(#[from] NoConnection),
}

/// `GET /readyz`: the database answers and every migration is in.
#[handler]
pub async fn ready(Data(app): Data<&Arc<App>>) -> (StatusCode, &'static str) {
    const AWAY: (StatusCode, &str) = (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer");
    match timeout(PATIENCE, readiness(app)).await {
        Ok(Ok(())) => (StatusCode::OK, "ready"),
        Ok(Err(NotReady::Pending)) => (StatusCode::SERVICE_UNAVAILABLE, "migrations are pending"),
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready");
            AWAY
        }
        Err(_) => AWAY,
    }
}

/// Migrations that are in stay in, so they are looked for until then only, by one request at a time, over a connection
/// of the owner. After that a connection of the pool is proof enough: it is tried before it is handed out.
async fn readiness(app: &App) -> Result<(), NotReady> {
    let migrated = app.migrated.get_or_try_init(async || {
        if is_migrated(&app.settings.database_url).await? {
            Ok(())
        } else {
            Err(NotReady::Pending)
        }
    });
    migrated.await?;
    app.settings.pool.get().await?;
    Ok(())
}
