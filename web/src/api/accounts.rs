//! The account feed: school and department officers.

use std::sync::Arc;

use poem::{
    Body, IntoResponse, Request, Response, handler,
    http::StatusCode,
    web::{Data, Json},
};
use serde::Deserialize;
use serde_json::{Value, json};
use wq_core::inbound::{Line, Taken, WrongLine, take_accounts};

use super::signed::{Signed, failed};
use crate::app::App;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Feed {
    accounts: Vec<Line>,
}

/// `POST /api/v1/accounts`: each line is taken over or refused by itself; the same feed twice changes nothing.
#[handler]
pub async fn take(Data(app): Data<&Arc<App>>, request: &Request, body: Body) -> Response {
    let mut signed = match Signed::read(app, request, body).await {
        Ok(signed) => signed,
        Err(answer) => return answer,
    };
    let feed: Feed = match serde_json::from_slice(&signed.body) {
        Ok(feed) => feed,
        Err(error) => {
            // Where it breaks off, not what stands there.
            let body = json!({ "result": "malformed", "line": error.line(), "column": error.column() });
            return Json(body).with_status(StatusCode::BAD_REQUEST).into_response();
        }
    };
    match take_accounts(&mut signed.conn, &signed.client, &feed.accounts).await {
        Ok(taken) => {
            let answers: Vec<Value> = (1..).zip(taken).map(|(line, taken)| told(line, taken)).collect();
            Json(json!({ "result": "taken", "accounts": answers })).into_response()
        }
        Err(error) => failed(StatusCode::INTERNAL_SERVER_ERROR, error),
    }
}

fn told(line: usize, taken: Result<Taken, WrongLine>) -> Value {
    match taken {
        Ok(taken) => json!({ "line": line, "result": taken }),
        Err(wrong) => json!({ "line": line, "result": "refused", "reason": wrong }),
    }
}
