//! The provider's interface: `SendSms`.

use std::sync::PoisonError;

use chrono::Utc;
use poem::{
    Body, EndpointExt, IntoResponse, Request, Response, Route, handler,
    http::{StatusCode, header},
    post,
    web::{Data, Json},
};
use serde_json::json;

use super::{
    Sms,
    send::{self, decide},
    signature::{Denied, Signed, denied, pairs},
    state::Event,
};
use crate::outside::{Outside, body, page::fault, refused::Refused};

/// The parameters that must be there, and the code of the refusal where one is not.
const REQUIRED: [(&str, &str); 3] = [
    ("PhoneNumbers", "MissingPhoneNumbers"),
    ("SignName", "MissingSignName"),
    ("TemplateCode", "MissingTemplateCode"),
];

pub(super) fn routes(app: Route, system: &Sms) -> Route {
    let switch = system.switch().clone();
    let api =
        post(send_sms).around(move |inner, request: Request| switch.clone().stand_before(inner, request));
    app.at("/sms/", api)
}

#[handler]
async fn send_sms(Data(outside): Data<&Outside>, request: &Request, body: Body) -> poem::Result<Response> {
    let system = &outside.sms;
    let body = body::whole(body).await?;
    let parameters = match system.admit(request, &body) {
        Ok(parameters) => parameters,
        Err(denied) => return system.deny(denied),
    };
    let parameter = |name: &str| {
        parameters
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    let request = send::Request {
        mobile: parameter("PhoneNumbers").unwrap_or_default(),
        sign_name: parameter("SignName").unwrap_or_default(),
        template_param: parameter("TemplateParam").unwrap_or_default(),
        out_id: parameter("OutId"),
    };
    if let Some(refusal) = system.switch().refusing() {
        return system.refuse(refusal.code, refusal.meaning, request.mobile);
    }
    let template = parameter("TemplateCode").and_then(|code| system.template(code));
    let decided = system.inner.store.act(|state| {
        match decide(
            state,
            &system.inner.sign_name,
            template.as_ref(),
            &request,
            Utc::now(),
        ) {
            Ok(sent) => (Ok(sent.biz_id.clone()), Some(Event::Sent(sent))),
            Err(failure) => (Err(failure), None),
        }
    });
    match decided.map_err(fault)? {
        Ok(biz_id) => {
            let body = json!({ "Code": "OK", "Message": "OK", "RequestId": request_id(), "BizId": biz_id });
            Ok(Json(body).into_response())
        }
        Err(failure) => system.refuse(failure.code, failure.message, request.mobile),
    }
}

impl Sms {
    /// Lets a request in and gives back its parameters: action, signature, nonce and required parameters are right.
    fn admit(&self, request: &Request, body: &[u8]) -> Result<Vec<(String, String)>, Denied> {
        let headers = request.headers();
        if headers
            .get("x-acs-action")
            .is_none_or(|action| action != "SendSms")
        {
            return Err(denied(
                StatusCode::NOT_FOUND,
                "InvalidAction.NotFound",
                "x-acs-action must be SendSms",
            ));
        }
        if headers
            .get("x-acs-version")
            .is_none_or(|version| version != "2017-05-25")
        {
            return Err(denied(
                StatusCode::NOT_FOUND,
                "InvalidVersion",
                "x-acs-version must be 2017-05-25",
            ));
        }
        let uri = request.uri();
        let mut query = pairs(uri.query().unwrap_or_default());
        let now = Utc::now();
        let signed = Signed {
            method: request.method().as_str(),
            path: uri.path(),
            query: &query,
            headers,
            body,
        };
        let nonce = signed.verify(&self.inner.key_id, &self.inner.key_secret, now)?;
        self.inner
            .nonces
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .spend(nonce, now)?;

        let media_type = headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if media_type.starts_with("application/x-www-form-urlencoded") {
            query.extend(pairs(&String::from_utf8_lossy(body)));
        }
        let present = |name: &str| {
            query
                .iter()
                .any(|(known, value)| known == name && !value.is_empty())
        };
        match REQUIRED.into_iter().find(|(name, _)| !present(name)) {
            Some((name, code)) => Err(denied(
                StatusCode::BAD_REQUEST,
                code,
                format!("{name} is missing"),
            )),
            None => Ok(query),
        }
    }

    /// Answers a request that is not let in.
    fn deny(&self, denied: Denied) -> poem::Result<Response> {
        self.note(denied.code, &denied.message, "")?;
        let body = json!({
            "Code": denied.code,
            "Message": denied.message,
            "RequestId": request_id(),
            "HostId": "dysmsapi.aliyuncs.com",
        });
        Ok(Json(body).with_status(denied.status).into_response())
    }

    /// Answers a request that the business refuses.
    fn refuse(&self, code: &str, message: &str, about: &str) -> poem::Result<Response> {
        self.note(code, message, about)?;
        Ok(Json(json!({ "Code": code, "Message": message, "RequestId": request_id() })).into_response())
    }

    fn note(&self, code: &str, message: &str, about: &str) -> poem::Result<()> {
        self.inner
            .store
            .record(Event::Refused(Refused::now(code, message, about)))
            .map_err(fault)
    }
}

fn request_id() -> String {
    let id = hex::encode_upper(rand::random::<[u8; 16]>());
    format!(
        "{}-{}-{}-{}-{}",
        &id[..8],
        &id[8..12],
        &id[12..16],
        &id[16..20],
        &id[20..]
    )
}

#[cfg(test)]
mod tests;
