//! The client against a server that stands in.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::Url;
use serde_json::{Value, json};

use super::*;
use crate::outside::http;
use crate::outside::settings::tests::settings_for;
use crate::outside::stand_in::{Asked, StandIn};

fn client_of(server: &StandIn) -> Sms {
    Sms::new(http::client().unwrap(), &settings_for(&server.url))
}

fn message() -> Message<'static> {
    Message {
        id: "notice-42",
        phone: "13812345678",
        notice: "edit",
        parameters: &[("item", "协议"), ("field", "职位类别")],
    }
}

async fn send(status: u16, body: Value) -> Result<BizId, Failure> {
    let server = StandIn::answering([(status, body)]).await;
    client_of(&server).send(&message()).await
}

async fn failure_on(code: &str) -> Failure {
    send(
        200,
        json!({"Code": code, "Message": "13812345678", "RequestId": "R"}),
    )
    .await
    .unwrap_err()
}

fn ok() -> Value {
    json!({"Code": "OK", "Message": "OK", "RequestId": "R", "BizId": "900"})
}

fn pairs(form: &str) -> BTreeMap<String, String> {
    let url: Url = format!("http://127.0.0.1/?{form}").parse().unwrap();
    url.query_pairs().into_owned().collect()
}

/// Signs what arrived as the provider would, from the names that the request says it has signed.
fn signed_anew(asked: &Asked) -> String {
    let authorization = asked.header("authorization");
    let names = authorization
        .split("SignedHeaders=")
        .nth(1)
        .unwrap()
        .split(',')
        .next()
        .unwrap();
    let headers: Vec<_> = names.split(';').map(|name| (name, asked.header(name))).collect();
    acs3::Request {
        method: &asked.method,
        path: &asked.path,
        query: &asked.query,
        headers: &headers,
        body_sha256: &acs3::hex_sha256(asked.body.as_bytes()),
    }
    .authorization("key-id", "sms-secret")
}

#[tokio::test]
async fn a_message_taken_has_the_providers_id() {
    assert_eq!(send(200, ok()).await, Ok(BizId("900".into())));
}

#[tokio::test]
async fn what_arrives_is_what_was_signed_with_nothing_in_the_address() {
    let server = StandIn::answering([(200, ok())]).await;
    client_of(&server).send(&message()).await.unwrap();

    let asked = &server.asked()[0];
    assert_eq!(
        (asked.method.as_str(), asked.path.as_str(), asked.query.as_str()),
        ("POST", "/base", "")
    );
    assert_eq!(asked.header("authorization"), signed_anew(asked));
    assert_eq!(
        asked.header("x-acs-content-sha256"),
        acs3::hex_sha256(asked.body.as_bytes())
    );
    assert_eq!(asked.header("x-acs-action"), "SendSms");
    let sent_at: DateTime<Utc> = asked.header("x-acs-date").parse().unwrap();
    assert!((Utc::now() - sent_at).num_seconds() < 60);

    let form = pairs(&asked.body);
    assert_eq!(form["PhoneNumbers"], "13812345678");
    assert_eq!(form["SignName"], "网签平台");
    assert_eq!(form["TemplateCode"], "SMS_1");
    assert_eq!(form["OutId"], "notice-42");
    let parameters: Value = serde_json::from_str(&form["TemplateParam"]).unwrap();
    assert_eq!(parameters, json!({"item": "协议", "field": "职位类别"}));
}

#[tokio::test]
async fn every_request_has_a_nonce_of_its_own() {
    let server = StandIn::answering([(200, ok()), (200, ok())]).await;
    let sms = client_of(&server);
    sms.send(&message()).await.unwrap();
    sms.send(&message()).await.unwrap();
    let asked = server.asked();
    assert_ne!(
        asked[0].header("x-acs-signature-nonce"),
        asked[1].header("x-acs-signature-nonce")
    );
}

#[tokio::test]
async fn a_number_that_got_too_much_is_put_off() {
    let now = "2027-03-01T15:00:00Z".parse().unwrap();
    for (message, seconds) in [
        ("触发分钟级流控Permits:1", 60),
        ("触发小时级流控Permits:5", 3600),
        ("触发天级流控Permits:10", 3600),
        ("", 3600),
    ] {
        let failure = failure_of("isv.BUSINESS_LIMIT_CONTROL", message, now);
        let (why, by) = (
            "refused: isv.BUSINESS_LIMIT_CONTROL".into(),
            Duration::from_secs(seconds),
        );
        assert_eq!(failure, Failure::PutOff { why, by });
    }
    assert!(matches!(
        failure_on("isv.BUSINESS_LIMIT_CONTROL").await,
        Failure::PutOff { .. }
    ));
}

#[tokio::test]
async fn a_message_that_can_never_be_taken_is_dead() {
    for code in [
        "isv.MOBILE_NUMBER_ILLEGAL",
        "isv.SMS_SIGNATURE_ILLEGAL",
        "isv.SMS_TEMPLATE_ILLEGAL",
        "isv.INVALID_JSON_PARAM",
        "isv.TEMPLATE_MISSING_PARAMETERS",
        "isv.PARAM_LENGTH_LIMIT",
        "MissingPhoneNumbers",
    ] {
        assert_eq!(failure_on(code).await, Failure::dead(format!("refused: {code}")));
    }
}

#[tokio::test]
async fn an_account_that_does_not_work_pauses() {
    for code in [
        "isv.AMOUNT_NOT_ENOUGH",
        "isv.OUT_OF_SERVICE",
        "isp.RAM_PERMISSION_DENY",
    ] {
        assert_eq!(
            failure_on(code).await,
            Failure::paused(format!("refused: {code}"))
        );
    }
    for (status, code) in [
        (404, "InvalidAccessKeyId.NotFound"),
        (400, "SignatureDoesNotMatch"),
        (400, "InvalidTimeStamp.Expired"),
        (400, "MissingAuthorization"),
    ] {
        let failure = send(status, json!({"Code": code, "Message": ""})).await;
        assert_eq!(failure, Err(Failure::paused(format!("refused: {code}"))));
    }
}

#[tokio::test]
async fn a_busy_provider_is_tried_again() {
    assert_eq!(
        failure_on("isp.SYSTEM_ERROR").await,
        Failure::retry("refused: isp.SYSTEM_ERROR")
    );
    assert_eq!(
        failure_on("Throttling.User").await,
        Failure::retry("refused: Throttling.User")
    );
    let nonce_used = send(400, json!({"Code": "SignatureNonceUsed"})).await;
    assert_eq!(nonce_used, Err(Failure::retry("refused: SignatureNonceUsed")));
    assert_eq!(send(503, Value::Null).await, Err(Failure::retry("answered 503")));
    let server = StandIn::asking_to_wait(503, 5).await;
    let (why, after) = ("answered 503".into(), Some(Duration::from_secs(5)));
    assert_eq!(
        client_of(&server).send(&message()).await,
        Err(Failure::Retry { why, after })
    );
}
