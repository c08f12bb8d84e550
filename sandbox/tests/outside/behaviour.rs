//! Systems that are slow, down or refusing.

use std::time::{Duration, Instant};

use wq_sandbox::outside::Behaviour;

use crate::{COMPANY, STUDENT, answer, client, destination, outside};

const KEY: &str = "Bearer sandbox-employment-key";

#[tokio::test]
async fn a_system_that_is_down_answers_503_and_the_others_go_on() {
    let outside = outside();
    outside.employment.set_behaviour(Behaviour::Down);
    let client = client(&outside);
    let response = client
        .get(format!("/employment/v1/graduates/{STUDENT}"))
        .header("authorization", KEY)
        .send()
        .await;
    response.assert_status(poem::http::StatusCode::SERVICE_UNAVAILABLE);
    response.assert_header("retry-after", "5");
    assert_eq!(
        answer(client.get(format!("/register/v1/enterprises/{COMPANY}")))
            .await
            .0,
        200
    );
    client.get("/employment").send().await.assert_status_is_ok();
    outside.employment.set_behaviour(Behaviour::Normal);
    let request = client
        .get(format!("/employment/v1/graduates/{STUDENT}"))
        .header("authorization", KEY);
    assert_eq!(answer(request).await.0, 200);
}

#[tokio::test]
async fn a_slow_system_acts_at_once_and_answers_late() {
    let outside = outside();
    let late = Duration::from_millis(200);
    outside.employment.set_behaviour(Behaviour::Slow(late));
    let client = client(&outside);
    let request = client
        .put(format!("/employment/v1/graduates/{STUDENT}/destination"))
        .header("authorization", KEY)
        .header("idempotency-key", "k")
        .header("x-version", "1")
        .body_json(&destination());
    let began = Instant::now();
    let arrival = outside.employment.wait_for(1, Duration::from_secs(10));
    let ((status, _), arrived) =
        tokio::join!(answer(request), async { arrival.await.map(|_| began.elapsed()) });
    assert_eq!(status, 200);
    assert!(began.elapsed() >= late);
    assert!(arrived.is_some_and(|arrived| arrived < began.elapsed()));
}

#[tokio::test]
async fn a_refusing_system_gives_the_chosen_refusal_and_takes_nothing() {
    let outside = outside();
    outside.employment.set_behaviour(Behaviour::Refusing);
    let client = client(&outside);
    for code in ["422", "404", "409", "429", "500"] {
        assert!(outside.employment.set_refusal(code));
        let request = client
            .put(format!("/employment/v1/graduates/{STUDENT}/destination"))
            .header("authorization", KEY)
            .header("idempotency-key", "k")
            .header("x-version", "1")
            .body_json(&destination());
        assert_eq!(answer(request).await.0.as_str(), code);
    }
    assert!(!outside.employment.set_refusal("418"));
    assert_eq!(outside.employment.graduate(STUDENT).unwrap().version, 0);
    for code in ["403", "404", "429", "500"] {
        outside.register.set_behaviour(Behaviour::Refusing);
        assert!(outside.register.set_refusal(code));
        assert_eq!(
            answer(client.get(format!("/register/v1/enterprises/{COMPANY}")))
                .await
                .0
                .as_str(),
            code
        );
    }
}

#[tokio::test]
async fn a_refusing_account_still_hands_out_tokens() {
    let outside = outside();
    outside.wechat.set_behaviour(Behaviour::Refusing);
    assert!(outside.wechat.set_refusal("43004"));
    let client = client(&outside);
    let path =
        "/wechat/cgi-bin/token?grant_type=client_credential&appid=wx-sandbox&secret=sandbox-wechat-secret";
    let (_, body) = answer(client.get(path)).await;
    let token = body["access_token"].as_str().unwrap();
    let message = serde_json::json!({ "touser": "o-student", "template_id": "x", "data": {} });
    let path = format!("/wechat/cgi-bin/message/template/send?access_token={token}");
    let (_, body) = answer(client.post(path).body_json(&message)).await;
    assert_eq!(body["errcode"], 43004);
}

#[tokio::test]
async fn waiting_ends_when_nothing_comes() {
    let outside = outside();
    assert!(
        outside
            .wechat
            .wait_for(0, Duration::from_secs(10))
            .await
            .is_some()
    );
    assert!(
        outside
            .wechat
            .wait_for(1, Duration::from_millis(20))
            .await
            .is_none()
    );
    assert!(
        outside
            .sms
            .wait_until(Duration::from_millis(20), |_| true)
            .await
            .is_none()
    );
}
