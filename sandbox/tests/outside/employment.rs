//! The employment system's contract.

use serde_json::{Value, json};
use wq_sandbox::outside::{Outside, employment::Dispatch};

use crate::{STUDENT, answer, client, destination, outside, student, unplaced};

const KEY: &str = "Bearer sandbox-employment-key";

/// Pushes `body` as `version` and gives back the status and the answer.
async fn push_as(outside: &Outside, key: &str, version: &str, body: &Value) -> (u16, Value) {
    let client = client(outside);
    let request = client
        .put(format!("/employment/v1/graduates/{STUDENT}/destination"))
        .header("authorization", KEY)
        .header("idempotency-key", key)
        .header("x-version", version)
        .body_json(body);
    let (status, body) = answer(request).await;
    (status.as_u16(), body)
}

/// Pushes `body` as `version`, with the key that belongs to this student and version.
async fn push(outside: &Outside, version: u64, body: &Value) -> (u16, Value) {
    push_as(
        outside,
        &format!("{STUDENT}-{version}"),
        &version.to_string(),
        body,
    )
    .await
}

/// The field and the code of every reason that `body` is refused with.
async fn reasons(body: &Value) -> Vec<(String, String)> {
    let outside = outside();
    let (status, answer) = push(&outside, 1, body).await;
    assert_eq!((status, &answer["result"]), (422, &json!("refused")), "{body}");
    assert_eq!(outside.employment.graduate(STUDENT).unwrap().version, 0);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    answer["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reason| (text(&reason["field"]), text(&reason["code"])))
        .collect()
}

/// The destination with the value at `path` replaced.
fn with(path: &str, value: Value) -> Value {
    let mut changed = destination();
    *changed.pointer_mut(path).unwrap() = value;
    changed
}

#[tokio::test]
async fn a_push_is_applied_and_read_back() {
    let outside = outside();
    assert_eq!(
        push(&outside, 3, &destination()).await,
        (200, json!({ "result": "applied", "version": 3 }))
    );
    let client = client(&outside);
    let request = client
        .get(format!("/employment/v1/graduates/{STUDENT}"))
        .header("authorization", KEY);
    let (status, body) = answer(request).await;
    assert_eq!((status.as_u16(), &body["version"]), (200, &json!(3)));
    assert_eq!(body["destination"]["company"], destination()["company"]);
    assert_eq!(
        body["destination"]["registered_at"],
        destination()["registered_at"]
    );
    assert_eq!(body["student"]["name"], "李华");
    assert!(body.get("dispatch").is_none());
}

#[tokio::test]
async fn a_student_without_a_push_has_no_destination() {
    let outside = outside();
    let client = client(&outside);
    let request = client
        .get(format!("/employment/v1/graduates/{STUDENT}"))
        .header("authorization", KEY);
    let (_, body) = answer(request).await;
    assert_eq!(
        (&body["destination"], &body["version"]),
        (&Value::Null, &json!(0))
    );
}

#[tokio::test]
async fn a_request_without_the_key_is_turned_away() {
    let outside = outside();
    let client = client(&outside);
    let path = format!("/employment/v1/graduates/{STUDENT}");
    let bare = answer(client.get(&path)).await;
    let wrong = answer(client.get(&path).header("authorization", "Bearer guess")).await;
    let put = answer(
        client
            .put(format!("{path}/destination"))
            .body_json(&destination()),
    )
    .await;
    for (status, body) in [bare, wrong, put] {
        assert_eq!(
            (status.as_u16(), body),
            (401, json!({ "result": "unauthorized" }))
        );
    }
    assert!(outside.employment.received().is_empty());
    assert_eq!(outside.employment.refused().len(), 3);
}

#[tokio::test]
async fn the_same_push_twice_is_answered_208_and_changes_nothing() {
    let outside = outside();
    push(&outside, 1, &destination()).await;
    assert_eq!(
        push(&outside, 1, &destination()).await,
        (208, json!({ "result": "already_had", "version": 1 }))
    );
    let again = push_as(&outside, "another key", "1", &destination()).await;
    assert_eq!(again.0, 400, "a key has no blanks");
    assert_eq!(push_as(&outside, "another-key", "1", &destination()).await.0, 208);
}

#[tokio::test]
async fn an_older_version_is_answered_409_with_the_newer() {
    let outside = outside();
    push(&outside, 5, &destination()).await;
    assert_eq!(
        push(&outside, 4, &unplaced()).await,
        (409, json!({ "result": "newer", "version": 5 }))
    );
    assert_eq!(
        outside
            .employment
            .graduate(STUDENT)
            .unwrap()
            .destination
            .unwrap()
            .category_code,
        "10"
    );
}

#[tokio::test]
async fn a_key_or_a_version_cannot_stand_for_two_contents() {
    let outside = outside();
    push_as(&outside, "k1", "1", &destination()).await;
    let reason = |answer: &Value| {
        (
            answer["reasons"][0]["field"].clone(),
            answer["reasons"][0]["code"].clone(),
        )
    };
    let (status, answer) = push_as(&outside, "k1", "1", &unplaced()).await;
    assert_eq!(
        (status, reason(&answer)),
        (422, (json!("idempotency_key"), json!("reused")))
    );
    let (status, answer) = push_as(&outside, "k1", "2", &destination()).await;
    assert_eq!(
        (status, reason(&answer)),
        (422, (json!("idempotency_key"), json!("reused")))
    );
    let (status, answer) = push_as(&outside, "k2", "1", &unplaced()).await;
    assert_eq!(
        (status, reason(&answer)),
        (422, (json!("version"), json!("conflicting")))
    );
}

#[tokio::test]
async fn a_refused_push_may_be_mended_and_sent_again_under_its_key() {
    let outside = outside();
    assert_eq!(
        push(&outside, 1, &with("/category_code", json!("99"))).await.0,
        422
    );
    assert_eq!(push(&outside, 1, &destination()).await.0, 200);
}

#[tokio::test]
async fn a_student_who_is_not_on_the_roster_is_404_until_enrolled_again() {
    let outside = outside();
    push(&outside, 7, &destination()).await;
    assert!(outside.employment.remove(STUDENT).unwrap());
    assert_eq!(
        push(&outside, 8, &destination()).await,
        (404, json!({ "result": "no_such_student" }))
    );
    outside.employment.enrol([student(STUDENT)]).unwrap();
    assert_eq!(push(&outside, 7, &destination()).await.0, 200);
}

#[tokio::test]
async fn misshapen_pushes_are_400() {
    let outside = outside();
    for (key, version) in [
        ("", "1"),
        ("k", ""),
        ("k", "0"),
        ("k", "-1"),
        ("k", "+1"),
        ("k", "one"),
    ] {
        let (status, body) = push_as(&outside, key, version, &destination()).await;
        assert_eq!(
            (status, &body["result"]),
            (400, &json!("malformed")),
            "{key} {version}"
        );
    }
    let mut unknown = destination();
    unknown["salary"] = json!(1);
    assert_eq!(push(&outside, 1, &unknown).await.0, 400);
    assert_eq!(
        push(&outside, 1, &with("/registered_at", json!("yesterday")))
            .await
            .0,
        400
    );
    assert_eq!(push(&outside, 1, &json!([])).await.0, 400);
    assert_eq!(
        push(&outside, 1, &with("/category_name", json!("x".repeat(70_000))))
            .await
            .0,
        413
    );
}

#[tokio::test]
async fn every_rule_of_the_content_has_its_reason() {
    let long = |length: usize| json!("长".repeat(length));
    let cases = [
        (with("/category_code", json!("501")), "category_code", "unknown"),
        (with("/category_name", json!(" ")), "category_name", "required"),
        (with("/category_name", long(41)), "category_name", "too_long"),
        (with("/company", Value::Null), "company", "required"),
        (with("/company/name", json!("")), "company.name", "required"),
        (with("/company/name", long(101)), "company.name", "too_long"),
        (
            with("/company/credit_code", json!("91350100M000100I43")),
            "company.credit_code",
            "malformed",
        ),
        (
            with("/company/credit_code", json!("91350100M000100Y4")),
            "company.credit_code",
            "malformed",
        ),
        (with("/company/nature", json!("33")), "company.nature", "unknown"),
        (
            with("/company/industry", json!("99")),
            "company.industry",
            "unknown",
        ),
        (with("/company/region", Value::Null), "company.region", "required"),
        (
            with("/company/region", json!("35010")),
            "company.region",
            "malformed",
        ),
        (with("/job_category", json!("12")), "job_category", "unknown"),
        (
            with("/agreement_number", json!("编号")),
            "agreement_number",
            "malformed",
        ),
        (with("/proof_kind", json!("")), "proof_kind", "malformed"),
    ];
    for (body, field, code) in cases {
        assert_eq!(
            reasons(&body).await,
            [(field.to_owned(), code.to_owned())],
            "{body}"
        );
    }
}

#[tokio::test]
async fn category_70_clears_the_dispatch_record_and_only_it_may() {
    let mut keeping = unplaced();
    keeping["clear_dispatch"] = json!(false);
    assert_eq!(
        reasons(&keeping).await,
        [("clear_dispatch".into(), "required".into())]
    );
    let mut clearing = destination();
    clearing["clear_dispatch"] = json!(true);
    assert_eq!(
        reasons(&clearing).await,
        [("clear_dispatch".into(), "not_allowed".into())]
    );
    let mut employed = destination();
    employed["category_code"] = json!("70");
    employed["clear_dispatch"] = json!(true);
    let not_allowed = ["company", "job_category", "agreement_number", "proof_kind"];
    let fields: Vec<_> = reasons(&employed)
        .await
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, not_allowed);
}

#[tokio::test]
async fn the_dispatch_record_is_kept_by_an_edit_and_cleared_by_an_unplaced_push() {
    let outside = outside();
    let record = Dispatch {
        certificate_number: "B123".into(),
        ..Dispatch::default()
    };
    push(&outside, 1, &destination()).await;
    assert!(
        outside
            .employment
            .set_dispatch(STUDENT, Some(record.clone()))
            .unwrap()
    );
    push(&outside, 2, &with("/job_category", json!("24"))).await;
    assert_eq!(
        outside.employment.graduate(STUDENT).unwrap().dispatch,
        Some(record)
    );
    push(&outside, 3, &unplaced()).await;
    assert_eq!(outside.employment.graduate(STUDENT).unwrap().dispatch, None);
}
