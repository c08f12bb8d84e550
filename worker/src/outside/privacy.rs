//! Failures are kept with the attempts of jobs and shown to operators, so they must not tell of a person, whatever the
//! other system says. Here the other systems repeat everything personal that they know, wherever an answer has room.

use serde_json::{Value, json};
use wq_core::sync::Destination;

use super::employment::{Employment, StudentRef};
use super::register::Register;
use super::settings::tests::settings_for;
use super::sms::{self, Sms};
use super::stand_in::StandIn;
use super::wechat;
use super::wechat::account::Account;
use super::{Failure, http};

const STUDENT: &str = "27320101000001";
const NAME: &str = "张三丰";
const PHONE: &str = "13812345678";
const OPENID: &str = "o-6_bmjrPTlm6";
const TOKEN: &str = "77_8hZkQ9";
const CREDIT_CODE: &str = "92350100M000100Y43";
const PERSONAL: [&str; 6] = [STUDENT, NAME, PHONE, OPENID, TOKEN, CREDIT_CODE];

const STATUSES: [u16; 14] = [
    200, 204, 301, 400, 401, 403, 404, 408, 413, 422, 429, 500, 502, 503,
];

/// Everything personal in one text.
fn gossip() -> String {
    PERSONAL.join(" ")
}

/// Answers with gossip in every place that any of the protocols has for text or codes.
fn answers() -> Vec<Value> {
    let gossip = gossip();
    let reason = json!({"field": gossip, "code": gossip, "message": gossip});
    let mut answers = vec![
        json!(gossip),
        json!({"result": gossip, "message": gossip, "reasons": [reason]}),
        json!({"Code": gossip, "Message": gossip, "RequestId": gossip}),
    ];
    answers.extend(
        [-1, 40001, 40003, 45009, 47003, 99999].map(|code| json!({"errcode": code, "errmsg": gossip})),
    );
    answers.extend(
        [
            "isv.BUSINESS_LIMIT_CONTROL",
            "isv.MOBILE_NUMBER_ILLEGAL",
            "isv.AMOUNT_NOT_ENOUGH",
        ]
        .map(|code| json!({"Code": code, "Message": gossip})),
    );
    answers
}

/// Asks every client with personal data, and gives the failures that came of it.
async fn failures(url: &reqwest::Url) -> Vec<Failure> {
    let (http, settings) = (http::client().unwrap(), settings_for(url));
    let employment = Employment::new(http.clone(), &settings);
    let student = StudentRef(STUDENT.into());
    let destination = Destination::unplaced(chrono::Utc::now());
    let account = Account::new(http.clone(), &settings);
    let parameters = [("name", NAME)];
    let to_follower = wechat::Message {
        id: "n-1",
        openid: OPENID,
        notice: "verdict",
        url: "",
        data: &parameters,
    };
    let to_phone = sms::Message {
        id: "n-1",
        phone: PHONE,
        notice: "edit",
        parameters: &parameters,
    };
    [
        employment.put_destination(&student, 1, &destination).await.err(),
        employment.current(&student).await.err(),
        Register::new(http.clone(), &settings)
            .status(CREDIT_CODE)
            .await
            .err(),
        account.fetch_token(false).await.err(),
        account.send(TOKEN, &to_follower).await.err(),
        Sms::new(http, &settings).send(&to_phone).await.err(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn assert_silent(failures: &[Failure]) {
    for failure in failures {
        let text = format!("{failure} {failure:?}");
        for personal in PERSONAL {
            assert!(!text.contains(personal), "{text}");
        }
    }
}

#[tokio::test]
async fn no_failure_repeats_what_a_system_said_of_a_person() {
    let mut met = 0;
    for status in STATUSES {
        for answer in answers() {
            let server = StandIn::answering(vec![(status, answer); 6]).await;
            let failures = failures(&server.url).await;
            assert_silent(&failures);
            met += failures.len();
        }
    }
    assert!(
        met > 500,
        "the systems were to refuse nearly everything, and refused {met}"
    );
}

#[tokio::test]
async fn no_failure_repeats_whom_a_system_out_of_reach_was_asked_about() {
    // Port 9 of loopback: nobody listens there.
    let failures = failures(&"http://127.0.0.1:9/".parse().unwrap()).await;
    assert_eq!(failures.len(), 6);
    assert_silent(&failures);
}
