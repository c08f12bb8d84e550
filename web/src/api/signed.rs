//! A signed request, and who sent it.

use std::sync::Arc;

use chrono::Utc;
use poem::{Body, IntoResponse, Request, Response, error::ReadBodyError, http::StatusCode, web::Json};
use serde_json::json;
use wq_core::{
    db::{Conn, bb8},
    inbound::{self, Client, Unadmitted, admit},
};

use crate::app::App;

/// The largest body, in bytes: some ten thousand accounts.
const LIMIT: usize = 4 * 1024 * 1024;

/// A request that was let in.
pub struct Signed<'a> {
    pub client: Client,
    pub body: Vec<u8>,
    pub conn: bb8::PooledConnection<'a, Conn>,
}

/// An answer without news: a status and one word for it.
pub fn answer(status: StatusCode, result: &str) -> Response {
    Json(json!({ "result": result }))
        .with_status(status)
        .into_response()
}

/// What went wrong on our side, logged under a number, like a page's.
pub fn failed(status: StatusCode, cause: impl std::fmt::Display) -> Response {
    let reference = format!("{:08X}", rand::random::<u32>());
    tracing::error!(%reference, "inbound: {cause}");
    let body = json!({ "result": "error", "reference": reference });
    Json(body).with_status(status).into_response()
}

impl<'a> Signed<'a> {
    /// Reads a request, or answers why it is not let in.
    pub async fn read(app: &'a Arc<App>, request: &Request, body: Body) -> Result<Self, Response> {
        let header = |name: &str| request.header(name).unwrap_or_default();
        let Ok(timestamp) = header("X-Timestamp").parse::<i64>() else {
            return Err(answer(StatusCode::UNAUTHORIZED, "unauthorized"));
        };
        let body = body.into_bytes_limit(LIMIT).await.map_err(|error| match error {
            ReadBodyError::PayloadTooLarge => answer(StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            _ => answer(StatusCode::BAD_REQUEST, "malformed"),
        })?;
        let mut conn = app
            .settings
            .pool
            .get()
            .await
            .map_err(|error| failed(StatusCode::SERVICE_UNAVAILABLE, error))?;
        let signed = inbound::Request {
            client: header("X-Client"),
            timestamp,
            signature: header("X-Signature"),
            method: request.method().as_str(),
            path: request.original_uri().path(),
            body: &body,
        };
        let admitted = admit(&mut conn, &signed, Utc::now())
            .await
            .map_err(|error| failed(StatusCode::INTERNAL_SERVER_ERROR, error))?;
        match admitted {
            Ok(client) => Ok(Self {
                client,
                body: body.to_vec(),
                conn,
            }),
            Err(Unadmitted::Forged) => Err(answer(StatusCode::UNAUTHORIZED, "unauthorized")),
            Err(Unadmitted::Stale) => Err(answer(StatusCode::UNAUTHORIZED, "stale")),
            Err(Unadmitted::Replayed) => Err(answer(StatusCode::UNAUTHORIZED, "replayed")),
        }
    }
}
