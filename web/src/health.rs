//! What a load balancer asks.

use poem::{handler, http::StatusCode, web::Data};
use std::sync::Arc;
use wq_core::db::is_migrated;

use crate::app::App;

/// `GET /healthz`: the process serves.
#[handler]
pub fn alive() -> &'static str {
    "ok"
}

/// `GET /readyz`: the database answers and every migration is in.
#[handler]
pub async fn ready(Data(app): Data<&Arc<App>>) -> (StatusCode, &'static str) {
    match is_migrated(&app.settings.database_url).await {
        Ok(true) => (StatusCode::OK, "ready"),
        Ok(false) => (StatusCode::SERVICE_UNAVAILABLE, "migrations are pending"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
        }
    }
}
