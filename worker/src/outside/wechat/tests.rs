//! The interface against a server that stands in.

use std::time::Duration;

use chrono::Utc;
use serde_json::{Value, json};

use super::account::{MINUTE, fitting};
use super::*;
use crate::outside::failure::until_tomorrow;
use crate::outside::http;
use crate::outside::settings::tests::settings_for;
use crate::outside::stand_in::StandIn;

fn account_of(server: &StandIn) -> Account {
    Account::new(http::client().unwrap(), &settings_for(&server.url))
}

fn message() -> Message<'static> {
    Message {
        id: "notice-42",
        openid: "o-student-01",
        notice: "verdict",
        url: "http://127.0.0.1:8080/messages",
        data: &[("thing1", "线上签约"), ("phrase2", "通过")],
    }
}

async fn send(status: u16, body: Value) -> Result<Answer, Failure> {
    let server = StandIn::answering([(status, body)]).await;
    account_of(&server).send("T1", &message()).await
}

async fn failure_on(errcode: i64) -> Failure {
    send(200, json!({"errcode": errcode, "errmsg": "o-student-01"}))
        .await
        .err()
        .expect("a failure")
}

#[tokio::test]
async fn a_message_taken_is_delivered_under_wechats_id() {
    let server = StandIn::answering([(200, json!({"errcode": 0, "errmsg": "ok", "msgid": 1001}))]).await;
    let answer = account_of(&server).send("T 1", &message()).await.unwrap();
    assert!(matches!(answer, Answer::Sent(Sent::Delivered(1001))));

    let asked = &server.asked()[0];
    assert_eq!(
        (asked.method.as_str(), asked.path.as_str()),
        ("POST", "/base/cgi-bin/message/template/send")
    );
    assert_eq!(asked.query, "access_token=T+1");
    assert_eq!(
        asked.json(),
        json!({
            "touser": "o-student-01", "template_id": "TM1", "url": "http://127.0.0.1:8080/messages",
            "client_msg_id": "notice-42",
            "data": {"thing1": {"value": "线上签约"}, "phrase2": {"value": "通过"}},
        })
    );
}

#[tokio::test]
async fn a_person_who_does_not_follow_is_an_outcome() {
    let answer = send(200, json!({"errcode": 43004})).await.unwrap();
    assert!(matches!(answer, Answer::Sent(Sent::NotAFollower)));
}

#[tokio::test]
async fn a_token_that_is_refused_asks_for_another() {
    for errcode in [40001, 40014, 42001] {
        let answer = send(200, json!({"errcode": errcode})).await.unwrap();
        assert!(matches!(answer, Answer::TokenRefused), "{errcode}");
    }
}

#[tokio::test]
async fn a_busy_wechat_is_tried_again() {
    assert_eq!(failure_on(-1).await, Failure::retry("errcode -1: WeChat is busy"));
    let why = "errcode 45011: too many calls this minute".into();
    assert_eq!(
        failure_on(45011).await,
        Failure::Retry {
            why,
            after: Some(MINUTE)
        }
    );
    assert_eq!(
        failure_on(65000).await,
        Failure::retry("errcode 65000: unknown errcode")
    );
    assert_eq!(
        send(502, Value::Null).await.err(),
        Some(Failure::retry("answered 502"))
    );
}

#[tokio::test]
async fn a_used_up_quota_puts_off_to_the_next_day() {
    let Failure::PutOff { by, .. } = failure_on(45009).await else {
        panic!("not put off")
    };
    assert!(by.as_secs().abs_diff(until_tomorrow(Utc::now()).as_secs()) < 5);
}

#[tokio::test]
async fn a_message_that_can_never_be_taken_is_dead() {
    for errcode in [40003, 40037, 40165, 47001, 47003] {
        assert!(
            matches!(failure_on(errcode).await, Failure::Dead { .. }),
            "{errcode}"
        );
    }
}

#[tokio::test]
async fn an_account_that_does_not_work_pauses() {
    for errcode in [40013, 40125, 40164, 41002, 41004, 48001, 50004] {
        assert!(
            matches!(failure_on(errcode).await, Failure::Paused { .. }),
            "{errcode}"
        );
    }
}

#[tokio::test]
async fn a_notice_without_a_template_is_never_sent() {
    let server = StandIn::answering([]).await;
    let message = Message {
        notice: "edit",
        ..message()
    };
    let failure = account_of(&server).send("T1", &message).await.err();
    assert_eq!(
        failure,
        Some(Failure::paused(
            "no template id is configured for the notice edit"
        ))
    );
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn a_token_is_fetched_and_ended_only_when_asked_anew() {
    let token = json!({"access_token": "T2", "expires_in": 7200});
    let server = StandIn::answering([(200, token.clone()), (200, token)]).await;
    let account = account_of(&server);
    let fresh = account.fetch_token(false).await.ok().unwrap();
    assert_eq!(
        (fresh.token.as_str(), fresh.lives),
        ("T2", Duration::from_secs(7200))
    );
    account.fetch_token(true).await.ok().unwrap();

    let asked = server.asked();
    assert_eq!(
        (asked[0].path.as_str(), asked[0].query.as_str()),
        ("/base/cgi-bin/stable_token", "")
    );
    assert_eq!(
        asked[0].json(),
        json!({
            "grant_type": "client_credential", "appid": "wx-test", "secret": "wechat-secret",
            "force_refresh": false,
        })
    );
    assert_eq!(asked[1].json()["force_refresh"], true);
}

#[tokio::test]
async fn a_secret_that_is_refused_pauses() {
    for errcode in [40001, 40125] {
        let server = StandIn::answering([(200, json!({"errcode": errcode}))]).await;
        let failure = account_of(&server).fetch_token(false).await.err();
        assert!(matches!(failure, Some(Failure::Paused { .. })), "{errcode}");
    }
}

#[test]
fn free_text_is_cut_to_what_wechat_takes() {
    let long = "长".repeat(21);
    assert_eq!(fitting("thing12", &long), "长".repeat(19) + "…");
    assert_eq!(fitting("thing1", &long[3..]), "长".repeat(20));
    assert_eq!(fitting("character_string1", &long), long);
}
