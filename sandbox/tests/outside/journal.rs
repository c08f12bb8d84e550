//! What survives a restart.

use std::path::Path;

use serde_json::json;
use wq_sandbox::outside::{Keys, Outside, employment::Dispatch};

use crate::{COMPANY, STUDENT, answer, client, destination, fill, student};

fn open(folder: &Path) -> Outside {
    Outside::with_journal(Keys::default(), folder).unwrap()
}

async fn push(outside: &Outside, version: u64) -> u16 {
    let client = client(outside);
    let request = client
        .put(format!("/employment/v1/graduates/{STUDENT}/destination"))
        .header("authorization", "Bearer sandbox-employment-key")
        .header("idempotency-key", format!("k{version}"))
        .header("x-version", version.to_string())
        .body_json(&destination());
    answer(request).await.0.as_u16()
}

async fn message(outside: &Outside) -> serde_json::Value {
    let client = client(outside);
    let path =
        "/wechat/cgi-bin/token?grant_type=client_credential&appid=wx-sandbox&secret=sandbox-wechat-secret";
    let (_, body) = answer(client.get(path)).await;
    let path = format!(
        "/wechat/cgi-bin/message/template/send?access_token={}",
        body["access_token"].as_str().unwrap()
    );
    let message = json!({
        "touser": "o-student",
        "template_id": "sandbox-invitation-expired",
        "client_msg_id": "once",
        "data": { "thing1": { "value": "某某科技" }, "time2": { "value": "2027-03-01 08:00" } },
    });
    answer(client.post(path).body_json(&message)).await.1
}

#[tokio::test]
async fn a_restart_forgets_nothing_that_was_answered() {
    let folder = tempfile::tempdir().unwrap();
    let before = open(folder.path());
    fill(&before);
    assert_eq!(push(&before, 4).await, 200);
    let record = Dispatch {
        certificate_number: "B123".into(),
        ..Dispatch::default()
    };
    assert!(
        before
            .employment
            .set_dispatch(STUDENT, Some(record.clone()))
            .unwrap()
    );
    let sent = message(&before).await;
    drop(before);

    let after = open(folder.path());
    let graduate = after.employment.graduate(STUDENT).unwrap();
    assert_eq!((graduate.version, graduate.dispatch), (4, Some(record)));
    assert_eq!(
        graduate.destination.unwrap().company.unwrap().name,
        "某某科技有限公司"
    );
    assert_eq!(
        (
            push(&after, 4).await,
            push(&after, 3).await,
            push(&after, 5).await
        ),
        (208, 409, 200)
    );
    assert_eq!(
        after.register.enterprise(COMPANY).unwrap().legal_representative,
        "张三"
    );
    assert_eq!(message(&after).await, sent, "the client message id is remembered");
    assert_eq!(after.wechat.sent().len(), 1);
    assert_eq!(after.employment.received().len(), 4);
}

#[tokio::test]
async fn enrolling_the_same_again_at_every_start_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let size = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().len();
    let outside = open(folder.path());
    fill(&outside);
    let written = (
        size("employment.ndjson"),
        size("register.ndjson"),
        size("wechat.ndjson"),
    );
    fill(&outside);
    assert_eq!(
        (
            size("employment.ndjson"),
            size("register.ndjson"),
            size("wechat.ndjson")
        ),
        written
    );
    let mut changed = student(STUDENT);
    changed.department = "软件学院".into();
    outside.employment.enrol([changed]).unwrap();
    assert!(size("employment.ndjson") > written.0);
}

#[test]
fn one_folder_serves_one_process_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let first = open(folder.path());
    assert!(Outside::with_journal(Keys::default(), folder.path()).is_err());
    drop(first);
    open(folder.path());
}
