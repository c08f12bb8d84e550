//! The client against a server that stands in.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::*;
use crate::outside::http;
use crate::outside::settings::tests::settings_for;
use crate::outside::stand_in::StandIn;

fn client_of(server: &StandIn) -> Employment {
    Employment::new(http::client().unwrap(), &settings_for(&server.url))
}

fn student() -> StudentRef {
    StudentRef("27320101000001".into())
}

fn destination() -> Destination {
    Destination::unplaced("2027-03-01T01:30:00Z".parse().unwrap())
}

async fn push(status: u16, body: Value) -> Result<Pushed, Failure> {
    let server = StandIn::answering([(status, body)]).await;
    client_of(&server)
        .put_destination(&student(), 7, &destination())
        .await
}

#[tokio::test]
async fn answers_that_end_a_push_are_outcomes() {
    assert_eq!(push(200, json!({"result": "applied"})).await, Ok(Pushed::Applied));
    assert_eq!(
        push(208, json!({"result": "already_had"})).await,
        Ok(Pushed::Already)
    );
    assert_eq!(
        push(409, json!({"result": "newer", "version": 9})).await,
        Ok(Pushed::Newer)
    );
    assert_eq!(
        push(404, json!({"result": "no_such_student"})).await,
        Ok(Pushed::NoSuchStudent)
    );
}

#[tokio::test]
async fn refused_content_is_dead_and_says_which_field() {
    let reasons = json!({"reasons": [
        {"field": "company.region", "code": "malformed", "message": "张三"},
        {"field": "job_category", "code": "unknown", "message": ""},
    ]});
    let why = "refused: company.region malformed, job_category unknown";
    assert_eq!(push(422, reasons).await, Err(Failure::dead(why)));
    assert_eq!(
        push(422, Value::Null).await,
        Err(Failure::dead("refused, without readable reasons"))
    );
}

#[tokio::test]
async fn a_form_that_the_system_does_not_understand_is_dead() {
    assert_eq!(
        push(400, json!({"result": "malformed"})).await,
        Err(Failure::dead("answered 400"))
    );
}

#[tokio::test]
async fn a_refused_key_or_a_redirect_pauses() {
    assert_eq!(push(401, Value::Null).await, Err(Failure::paused("answered 401")));
    assert_eq!(push(403, Value::Null).await, Err(Failure::paused("answered 403")));
    assert_eq!(push(302, Value::Null).await, Err(Failure::paused("answered 302")));
}

#[tokio::test]
async fn a_system_that_is_down_is_tried_again() {
    for status in [408, 429, 500, 502, 503] {
        assert_eq!(
            push(status, Value::Null).await,
            Err(Failure::retry(format!("answered {status}")))
        );
    }
}

#[tokio::test]
async fn the_wait_that_the_system_asks_for_is_passed_on() {
    for status in [429, 503] {
        let server = StandIn::asking_to_wait(status, 5).await;
        let pushed = client_of(&server)
            .put_destination(&student(), 7, &destination())
            .await;
        let (why, after) = (format!("answered {status}"), Some(Duration::from_secs(5)));
        assert_eq!(pushed, Err(Failure::Retry { why, after }));
    }
}

#[tokio::test]
async fn a_system_that_cannot_be_reached_is_tried_again() {
    // Port 9 of loopback: nobody listens there.
    let settings = settings_for(&"http://127.0.0.1:9/".parse().unwrap());
    let employment = Employment::new(http::client().unwrap(), &settings);
    let pushed = employment.put_destination(&student(), 7, &destination()).await;
    assert_eq!(pushed, Err(Failure::retry("could not be reached")));
}

#[tokio::test]
async fn a_system_that_never_answers_is_tried_again() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap())
        .parse()
        .unwrap();
    http::client().unwrap();
    let impatient = Client::builder()
        .timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    let pushed = Employment::new(impatient, &settings_for(&url))
        .put_destination(&student(), 7, &destination())
        .await;
    assert_eq!(pushed, Err(Failure::retry("gave no answer in time")));
}

#[tokio::test]
async fn a_push_carries_key_version_and_the_whole_destination() {
    let server = StandIn::answering([(200, Value::Null), (200, Value::Null)]).await;
    let employment = client_of(&server);
    employment
        .put_destination(&student(), 7, &destination())
        .await
        .unwrap();
    employment
        .put_destination(&student(), 8, &destination())
        .await
        .unwrap();

    let asked = server.asked();
    assert_eq!(asked[0].method, "PUT");
    assert_eq!(asked[0].path, "/base/v1/graduates/27320101000001/destination");
    assert_eq!(asked[0].header("authorization"), "Bearer employment-secret");
    assert_eq!(asked[0].header("x-version"), "7");
    assert_eq!(asked[0].header("idempotency-key"), "27320101000001-7");
    assert_eq!(asked[1].header("idempotency-key"), "27320101000001-8");
    assert_eq!(
        asked[0].json(),
        json!({
            "category_code": "70", "category_name": "待就业", "company": null, "job_category": null,
            "agreement_number": null, "proof_kind": null, "registered_at": "2027-03-01T01:30:00Z",
            "clear_dispatch": true,
        })
    );
}

#[tokio::test]
async fn contact_data_replace_the_former_ones_whole() {
    let refusal = json!({"reasons": [{"field": "mobile", "code": "malformed", "message": "13812345678"}]});
    let server = StandIn::answering([(200, Value::Null), (404, Value::Null), (422, refusal)]).await;
    let contact = Contact {
        mobile: Some("13812345678".into()),
        email: None,
    };
    let employment = client_of(&server);
    assert_eq!(employment.put_contact(&student(), &contact).await, Ok(true));
    assert_eq!(employment.put_contact(&student(), &contact).await, Ok(false));
    assert_eq!(
        employment.put_contact(&student(), &contact).await,
        Err(Failure::dead("refused: mobile malformed"))
    );
    let asked = &server.asked()[0];
    assert_eq!(asked.path, "/base/v1/graduates/27320101000001/contact");
    assert_eq!(asked.json(), json!({"mobile": "13812345678", "email": null}));
}

fn graduate() -> Value {
    json!({
        "student_ref": "27320101000001",
        "student": {
            "student_ref": "27320101000001", "student_number": "2023001", "name": "张三",
            "id_number": "320101200501010011", "gender": "1", "ethnicity": "01", "political_status": "03",
            "birth_date": "2005-01-01", "school_code": "10284", "school_name": "某大学", "department": "计算机学院",
            "class_name": null, "major_code": "080901", "major_name": "计算机科学与技术", "major_direction": null,
            "education_level": "31", "education_level_name": "本科", "study_years": "4", "study_form": "全日制",
            "training_mode": "1", "entrusting_unit": null, "enrolled_on": "2023-09-01",
            "graduates_on": "2027-06-30", "origin_region": "320102", "urban_rural": "城镇", "normal_student": "2",
            "hardship": "0", "mobile": "13812345678", "email": null, "prior_archive_unit": null,
            "prior_police_station": null, "archive_at_school": true, "household_at_school": false,
        },
        "destination": {
            "category_code": "10", "category_name": "签就业协议形式就业",
            "company": {"credit_code": null, "name": "某公司", "nature": "39", "industry": "34", "region": "350102"},
            "job_category": "13", "agreement_number": "32010127", "proof_kind": "agreement",
            "registered_at": "2027-03-01T09:30:00+08:00", "clear_dispatch": false,
        },
        "version": 3,
    })
}

#[tokio::test]
async fn the_current_data_of_a_student_is_read() {
    let server = StandIn::answering([(200, graduate())]).await;
    let held = client_of(&server).current(&student()).await.unwrap().unwrap();
    assert_eq!((held.student.name.as_str(), held.version), ("张三", 3));
    let destination = held.destination.unwrap();
    assert_eq!(
        destination.registered_at,
        "2027-03-01T01:30:00Z".parse::<DateTime<Utc>>().unwrap()
    );
    assert_eq!(destination.company.unwrap().name, "某公司");
    assert_eq!(server.asked()[0].path, "/base/v1/graduates/27320101000001");
}

#[tokio::test]
async fn a_student_whom_the_system_does_not_have_is_none() {
    let server = StandIn::answering([(404, json!({"result": "no_such_student"}))]).await;
    assert!(client_of(&server).current(&student()).await.unwrap().is_none());
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_tried_again() {
    let server = StandIn::answering([(200, json!({"student": "张三"}))]).await;
    let failure = client_of(&server).current(&student()).await.err();
    assert_eq!(
        failure,
        Some(Failure::retry("gave an answer that cannot be read"))
    );
}
