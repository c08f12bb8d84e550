//! The register's interface.

use chrono::Utc;
use poem::{
    EndpointExt, IntoResponse, Request, Response, Route, get, handler,
    http::{StatusCode, header},
    web::{Data, Json, Path},
};
use serde_json::json;

use super::{
    Register,
    state::{Enterprise, Event, Lookup},
};
use crate::outside::{Outside, credit_code::is_credit_code, page::fault};

pub(super) fn routes(app: Route, system: &Register) -> Route {
    let switch = system.switch().clone();
    let api = Route::new()
        .at("/:credit_code", get(look_up))
        .around(move |inner, request: Request| switch.clone().stand_before(inner, request));
    app.nest("/register/v1/enterprises", api)
}

#[handler]
fn look_up(Data(outside): Data<&Outside>, Path(credit_code): Path<String>) -> poem::Result<Response> {
    let system = &outside.register;
    let switched_to = system
        .switch()
        .refusing()
        .and_then(|refusal| refusal.code.parse().ok());
    let found = system.inner.store.act(|state| {
        let found = match switched_to {
            Some(status) => Err(status),
            None if !is_credit_code(&credit_code) => Err(StatusCode::BAD_REQUEST),
            None => state
                .enterprise(&credit_code)
                .cloned()
                .ok_or(StatusCode::NOT_FOUND),
        };
        let status = found.as_ref().err().unwrap_or(&StatusCode::OK).as_u16();
        (
            found,
            Some(Event::LookedUp(Lookup {
                at: Utc::now(),
                credit_code,
                status,
            })),
        )
    });
    Ok(answer(found.map_err(fault)?))
}

fn answer(found: Result<Enterprise, StatusCode>) -> Response {
    let status = match found {
        Ok(enterprise) => return Json(enterprise).into_response(),
        Err(status) => status,
    };
    let body = match status {
        StatusCode::BAD_REQUEST => json!({ "result": "malformed", "message": "统一社会信用代码应为 18 位" }),
        StatusCode::NOT_FOUND => json!({ "result": "no_such_enterprise" }),
        StatusCode::FORBIDDEN => json!({ "result": "forbidden" }),
        StatusCode::TOO_MANY_REQUESTS => {
            let body = Json(json!({ "result": "too_many_requests" })).with_status(status);
            return body.with_header(header::RETRY_AFTER, "5").into_response();
        }
        _ => json!({ "result": "error" }),
    };
    Json(body).with_status(status).into_response()
}
