//! The employment system's interface.

use chrono::Utc;
use poem::{
    Body, EndpointExt, IntoResponse, Request, Response, Route, get, handler,
    http::{HeaderMap, StatusCode, header},
    put,
    web::{Data, Json, Path},
};
use serde_json::json;

use super::{
    Employment, contact,
    destination::Destination,
    push::{Outcome, Push, decide},
    state::Event,
};
use crate::outside::{Outside, body, page::fault, refused::Refused};

pub(super) fn routes(app: Route, system: &Employment) -> Route {
    let switch = system.switch().clone();
    let api = Route::new()
        .at("/:student_ref", get(read_graduate))
        .at("/:student_ref/destination", put(report_destination))
        .at("/:student_ref/contact", put(contact::replace))
        .around(move |inner, request: Request| switch.clone().stand_before(inner, request));
    app.nest("/employment/v1/graduates", api)
}

#[handler]
fn read_graduate(
    Data(outside): Data<&Outside>,
    Path(student_ref): Path<String>,
    headers: &HeaderMap,
) -> poem::Result<Response> {
    let system = &outside.employment;
    if !system.admits(headers) {
        return system.turn_away(StatusCode::UNAUTHORIZED, "unauthorized", "", &student_ref);
    }
    if let Some(refusal) = system.switch().refusing() {
        return Ok(switched(status(refusal.code)));
    }
    Ok(match system.graduate(&student_ref) {
        None => no_such_student(),
        Some(held) => Json(json!({
            "student_ref": student_ref,
            "student": held.student,
            "destination": held.destination,
            "version": held.version,
        }))
        .into_response(),
    })
}

#[handler]
async fn report_destination(
    Data(outside): Data<&Outside>,
    Path(student_ref): Path<String>,
    headers: &HeaderMap,
    body: Body,
) -> poem::Result<Response> {
    let system = &outside.employment;
    if !system.admits(headers) {
        return system.turn_away(StatusCode::UNAUTHORIZED, "unauthorized", "", &student_ref);
    }
    let body = body::whole(body).await?;
    let (version, key, destination) = match read_push(headers, &body) {
        Ok(read) => read,
        Err(message) => {
            return system.turn_away(StatusCode::BAD_REQUEST, "malformed", &message, &student_ref);
        }
    };
    let switched_to = system.switch().refusing().map(|refusal| status(refusal.code));
    let outcome = system.inner.store.act(|state| {
        let outcome = match switched_to {
            Some(status) => Outcome::Switched(status.as_u16()),
            None => decide(state, &student_ref, version, &key, &destination),
        };
        let at = Utc::now();
        let push = Push {
            at,
            student_ref,
            version,
            idempotency_key: key,
            destination,
            outcome: outcome.clone(),
        };
        (outcome, Some(Event::Pushed(Box::new(push))))
    });
    Ok(answer(outcome.map_err(fault)?, version))
}

/// The version, the idempotency key and the destination of a push, or what is wrong with its form.
fn read_push(headers: &HeaderMap, body: &[u8]) -> Result<(u64, String, Destination), String> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let media_type = text("content-type").and_then(|value| value.split(';').next());
    if media_type.map(str::trim) != Some("application/json") {
        return Err("Content-Type must be application/json".into());
    }
    let key = text("idempotency-key")
        .filter(|key| (1..=128).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()))
        .ok_or("Idempotency-Key must be 1 to 128 visible ASCII characters")?;
    let version = text("x-version")
        .filter(|version| version.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|version| version.parse().ok())
        .filter(|&version| version > 0)
        .ok_or("X-Version must be a whole number of 1 or more")?;
    let destination = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    Ok((version, key.to_owned(), destination))
}

fn answer(outcome: Outcome, version: u64) -> Response {
    let (status, body) = match outcome {
        Outcome::Applied => (StatusCode::OK, json!({ "result": "applied", "version": version })),
        Outcome::AlreadyHad => (
            StatusCode::ALREADY_REPORTED,
            json!({ "result": "already_had", "version": version }),
        ),
        Outcome::Newer(held) => (
            StatusCode::CONFLICT,
            json!({ "result": "newer", "version": held }),
        ),
        Outcome::NoSuchStudent => return no_such_student(),
        Outcome::Refused(reasons) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            json!({ "result": "refused", "reasons": reasons }),
        ),
        Outcome::Switched(code) => return switched(StatusCode::from_u16(code).unwrap_or_default()),
    };
    Json(body).with_status(status).into_response()
}

pub(super) fn no_such_student() -> Response {
    Json(json!({ "result": "no_such_student" }))
        .with_status(StatusCode::NOT_FOUND)
        .into_response()
}

/// The answer of a system that was switched to refuse with `status`, in the form of the real one.
pub(super) fn switched(status: StatusCode) -> Response {
    let body = match status {
        StatusCode::NOT_FOUND => return no_such_student(),
        StatusCode::CONFLICT => json!({ "result": "newer", "version": i64::MAX }),
        StatusCode::UNPROCESSABLE_ENTITY => json!({
            "result": "refused",
            "reasons": [{ "field": "", "code": "switched", "message": "已设置为拒收" }],
        }),
        StatusCode::TOO_MANY_REQUESTS => {
            let body = Json(json!({ "result": "too_many_requests" })).with_status(status);
            return body.with_header(header::RETRY_AFTER, "5").into_response();
        }
        _ => json!({ "result": "error" }),
    };
    Json(body).with_status(status).into_response()
}

pub(super) fn status(code: &str) -> StatusCode {
    code.parse().unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

impl Employment {
    pub(super) fn admits(&self, headers: &HeaderMap) -> bool {
        let shown = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        shown.and_then(|value| value.strip_prefix("Bearer ")) == Some(&self.inner.key)
    }

    /// Answers a request that is not let in, and notes it for the page.
    pub(super) fn turn_away(
        &self,
        status: StatusCode,
        result: &str,
        message: &str,
        about: &str,
    ) -> poem::Result<Response> {
        let refused = Refused::now(status.as_u16(), format!("{result} {message}").trim(), about);
        self.inner.store.record(Event::Refused(refused)).map_err(fault)?;
        let body = if message.is_empty() {
            json!({ "result": result })
        } else {
            json!({ "result": result, "message": message })
        };
        Ok(Json(body).with_status(status).into_response())
    }
}
