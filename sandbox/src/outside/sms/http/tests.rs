//! Signed requests over HTTP.

use chrono::TimeDelta;
use poem::{
    http::{HeaderMap, Method},
    test::TestClient,
};
use serde_json::Value;

use super::*;
use crate::outside::{Behaviour, Keys};

const SENT: &str = "PhoneNumbers=13800138000&SignName=%E7%BD%91%E7%AD%BE%E5%B9%B3%E5%8F%B0\
    &TemplateCode=SMS_270000001&TemplateParam=%7B%22item%22%3A%22%E8%A1%A5%E7%99%BB%22%2C\
    %22field%22%3A%22%E5%8D%95%E4%BD%8D%E6%80%A7%E8%B4%A8%22%7D&OutId=7";

/// What a client sends, and what a test wants to be wrong with it.
struct Client {
    outside: Outside,
    key_id: &'static str,
    secret: &'static str,
    action: &'static str,
    version: &'static str,
    late: TimeDelta,
}

impl Client {
    fn new() -> Self {
        let outside = Outside::new(Keys::default());
        let (key_id, secret) = ("sandbox-sms-key", "sandbox-sms-secret");
        Self {
            outside,
            key_id,
            secret,
            action: "SendSms",
            version: "2017-05-25",
            late: TimeDelta::zero(),
        }
    }

    async fn send(&self, query: &str, body: &str, nonce: &str) -> (StatusCode, Value) {
        let date = (Utc::now() - self.late).format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let digest = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(body));
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("host", "127.0.0.1:8090"),
            ("x-acs-action", self.action),
            ("x-acs-version", self.version),
            ("x-acs-date", &date),
            ("x-acs-signature-nonce", nonce),
            ("x-acs-content-sha256", &digest),
            ("content-type", "application/x-www-form-urlencoded"),
        ] {
            headers.insert(
                name.parse::<header::HeaderName>().unwrap(),
                value.parse().unwrap(),
            );
        }
        let signed = Signed {
            method: "POST",
            path: "/sms/",
            query: &pairs(query),
            headers: &headers,
            body: body.as_bytes(),
        };
        headers.insert(
            "authorization",
            signed.authorization(self.key_id, self.secret).parse().unwrap(),
        );
        let client = TestClient::new(self.outside.routes());
        let mut request = client.request(Method::POST, format!("/sms/?{query}"));
        for (name, value) in &headers {
            request = request.header(name, value);
        }
        let response = request.body(body.to_owned()).send().await.0;
        let status = response.status();
        let body = response.into_body().into_bytes().await.unwrap();
        (status, serde_json::from_slice(&body).unwrap())
    }

    async fn code(&self, query: &str, nonce: &str) -> (u16, String) {
        let (status, body) = self.send(query, "", nonce).await;
        (status.as_u16(), body["Code"].as_str().unwrap().to_owned())
    }
}

#[tokio::test]
async fn a_signed_message_is_sent_whether_its_parameters_stand_in_query_or_body() {
    let client = Client::new();
    let (status, body) = client.send(SENT, "", "1").await;
    assert_eq!((status, &body["Code"]), (StatusCode::OK, &json!("OK")));
    let (_, body) = client.send("", SENT, "2").await;
    assert_eq!(body["Code"], "OK");
    let sent = client.outside.sms.sent();
    assert_eq!(sent.len(), 2);
    assert_eq!(
        sent[0].text,
        "您的补登信息已由学校（院系）修改（单位性质），请登录网签平台查看。"
    );
    assert_eq!(
        (sent[1].mobile.as_str(), sent[1].out_id.as_deref()),
        ("13800138000", Some("7"))
    );
}

#[tokio::test]
async fn a_request_that_is_not_right_is_not_let_in() {
    let right = Client::new();
    let wrong_key = Client {
        key_id: "someone",
        ..Client::new()
    };
    let wrong_secret = Client {
        secret: "guess",
        ..Client::new()
    };
    let late = Client {
        late: TimeDelta::minutes(16),
        ..Client::new()
    };
    let old = Client {
        version: "2016-01-01",
        ..Client::new()
    };
    assert_eq!(
        wrong_key.code(SENT, "1").await,
        (404, "InvalidAccessKeyId.NotFound".into())
    );
    assert_eq!(
        wrong_secret.code(SENT, "1").await,
        (400, "SignatureDoesNotMatch".into())
    );
    assert_eq!(
        late.code(SENT, "1").await,
        (400, "InvalidTimeStamp.Expired".into())
    );
    assert_eq!(old.code(SENT, "1").await, (404, "InvalidVersion".into()));
    let other = Client {
        action: "QuerySendDetails",
        ..Client::new()
    };
    assert_eq!(
        other.code(SENT, "1").await,
        (404, "InvalidAction.NotFound".into())
    );
    for (name, code) in REQUIRED {
        let without = SENT.replace(name, "Other");
        assert_eq!(right.code(&without, name).await, (400, code.to_owned()));
    }
    assert_eq!(right.code(SENT, "x").await, (200, "OK".into()));
    assert_eq!(right.code(SENT, "x").await, (400, "SignatureNonceUsed".into()));
    assert_eq!(right.outside.sms.sent().len(), 1);
    assert_eq!(right.outside.sms.refused().len(), 4);
}

#[tokio::test]
async fn the_chosen_refusal_is_given_while_refusing() {
    let client = Client::new();
    client.outside.sms.set_behaviour(Behaviour::Refusing);
    assert_eq!(
        client.code(SENT, "1").await,
        (200, "isv.BUSINESS_LIMIT_CONTROL".into())
    );
    assert!(client.outside.sms.set_refusal("isv.AMOUNT_NOT_ENOUGH"));
    assert_eq!(
        client.code(SENT, "2").await,
        (200, "isv.AMOUNT_NOT_ENOUGH".into())
    );
    assert!(client.outside.sms.sent().is_empty());
    client.outside.sms.set_behaviour(Behaviour::Normal);
    assert_eq!(client.code(SENT, "3").await, (200, "OK".into()));
}
