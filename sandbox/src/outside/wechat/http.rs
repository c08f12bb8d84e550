//! The official account's interface. Failures are answers of status 200 with an `errcode`.

use chrono::{DateTime, Utc};
use poem::{
    Body, EndpointExt, Request, Route, get, handler, post,
    web::{Data, Json, Query},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    WeChat,
    send::{self, Delivery, Failure, decide, failure},
    state::Event,
    token::Token,
};
use crate::outside::{Outside, body, page::fault, refused::Refused};

pub(super) fn routes(app: Route, system: &WeChat) -> Route {
    let switch = system.switch().clone();
    let api = Route::new()
        .at("/token", get(issue_token))
        .at("/stable_token", post(issue_stable_token))
        .at("/message/template/send", post(send_message))
        .around(move |inner, request: Request| switch.clone().stand_before(inner, request));
    app.nest("/wechat/cgi-bin", api)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Credentials {
    grant_type: String,
    appid: String,
    secret: String,
    force_refresh: bool,
}

#[handler]
fn issue_token(Data(outside): Data<&Outside>, Query(shown): Query<Credentials>) -> poem::Result<Json<Value>> {
    let system = &outside.wechat;
    match system.admit(&shown) {
        Ok(()) => {
            let now = Utc::now();
            Ok(handed_out(&system.tokens().issue(now), now))
        }
        Err(failure) => system.turn_away(failure, &shown.appid),
    }
}

#[handler]
async fn issue_stable_token(Data(outside): Data<&Outside>, body: Body) -> poem::Result<Json<Value>> {
    let system = &outside.wechat;
    let Ok(shown) = serde_json::from_slice::<Credentials>(&body::whole(body).await?) else {
        return system.turn_away(failure(47001, "data format error"), "");
    };
    match system.admit(&shown) {
        Ok(()) => {
            let now = Utc::now();
            Ok(handed_out(
                &system.tokens().issue_stable(shown.force_refresh, now),
                now,
            ))
        }
        Err(failure) => system.turn_away(failure, &shown.appid),
    }
}

fn handed_out(token: &Token, now: DateTime<Utc>) -> Json<Value> {
    Json(json!({ "access_token": token.value, "expires_in": token.expires_in(now) }))
}

#[derive(Deserialize)]
struct Access {
    #[serde(default)]
    access_token: String,
}

#[handler]
async fn send_message(
    Data(outside): Data<&Outside>,
    Query(access): Query<Access>,
    body: Body,
) -> poem::Result<Json<Value>> {
    let system = &outside.wechat;
    let body = body::whole(body).await?;
    let request = match system.read_send(&access.access_token, &body) {
        Ok(request) => request,
        Err(failure) => return system.turn_away(failure, ""),
    };
    let about = request.touser.clone();
    if let Some(refusal) = system.switch().refusing() {
        return system.turn_away(
            failure(refusal.code.parse().unwrap_or(-1), refusal.meaning),
            &about,
        );
    }
    let template = system.template(&request.template_id);
    let decided =
        system.inner.store.act(
            |state| match decide(state, template.as_ref(), request, Utc::now()) {
                Ok(Delivery::New(sent)) => (Ok(sent.msgid), Some(Event::Sent(sent))),
                Ok(Delivery::Again(msgid)) => (Ok(msgid), None),
                Err(failure) => (Err(failure), None),
            },
        );
    match decided.map_err(fault)? {
        Ok(msgid) => Ok(Json(json!({ "errcode": 0, "errmsg": "ok", "msgid": msgid }))),
        Err(failure) => system.turn_away(failure, &about),
    }
}

impl WeChat {
    fn admit(&self, shown: &Credentials) -> Result<(), Failure> {
        if shown.grant_type != "client_credential" {
            return Err(failure(40002, "invalid grant_type"));
        }
        if shown.appid.is_empty() {
            return Err(failure(41002, "appid missing"));
        }
        if shown.secret.is_empty() {
            return Err(failure(41004, "appsecret missing"));
        }
        if shown.appid != self.inner.appid {
            return Err(failure(40013, "invalid appid"));
        }
        if shown.secret != self.inner.secret {
            return Err(failure(40125, "invalid appsecret"));
        }
        Ok(())
    }

    fn read_send(&self, token: &str, body: &[u8]) -> Result<send::Request, Failure> {
        if token.is_empty() {
            return Err(failure(41001, "access_token missing"));
        }
        self.tokens().check(token, Utc::now())?;
        serde_json::from_slice(body).map_err(|error| failure(47001, format!("data format error: {error}")))
    }

    /// Answers with a failure, and notes it for the page.
    fn turn_away(&self, failure: Failure, about: &str) -> poem::Result<Json<Value>> {
        let refused = Refused::now(failure.code, failure.message.as_str(), about);
        self.inner.store.record(Event::Refused(refused)).map_err(fault)?;
        Ok(Json(
            json!({ "errcode": failure.code, "errmsg": failure.message }),
        ))
    }
}
