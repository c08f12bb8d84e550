//! The official account's contract.

use serde_json::{Value, json};
use wq_sandbox::outside::{Outside, wechat::Template};

use crate::{answer, client, outside};

const TOKEN: &str =
    "/wechat/cgi-bin/token?grant_type=client_credential&appid=wx-sandbox&secret=sandbox-wechat-secret";

async fn token(outside: &Outside) -> String {
    let (_, body) = answer(client(outside).get(TOKEN)).await;
    assert_eq!(body["expires_in"], 7200);
    body["access_token"].as_str().unwrap().to_owned()
}

async fn send(outside: &Outside, token: &str, message: &Value) -> Value {
    let client = client(outside);
    let path = format!("/wechat/cgi-bin/message/template/send?access_token={token}");
    let (status, body) = answer(client.post(path).body_json(message)).await;
    assert_eq!(status, 200);
    body
}

async fn errcode(outside: &Outside, message: &Value) -> i64 {
    let token = token(outside).await;
    send(outside, &token, message).await["errcode"].as_i64().unwrap()
}

fn verdict() -> Value {
    json!({
        "touser": "o-student",
        "template_id": "sandbox-verdict",
        "url": "http://127.0.0.1:8080/messages",
        "client_msg_id": "notice-1",
        "data": {
            "first": { "value": "您好" },
            "thing1": { "value": "线上签约" },
            "phrase2": { "value": "通过" },
            "time3": { "value": "2027-03-01 15:01" },
            "thing4": { "value": "无" },
        },
    })
}

fn with(path: &str, value: Value) -> Value {
    let mut changed = verdict();
    let (parent, key) = path.rsplit_once('/').unwrap();
    changed.pointer_mut(parent).unwrap()[key] = value;
    changed
}

#[tokio::test]
async fn a_message_reaches_its_follower_without_first_and_remark() {
    let outside = outside();
    let token = token(&outside).await;
    let body = send(&outside, &token, &verdict()).await;
    assert_eq!(body, json!({ "errcode": 0, "errmsg": "ok", "msgid": 1001 }));
    let [sent] = outside.wechat.sent().try_into().unwrap();
    assert_eq!(
        (sent.openid.as_str(), sent.title.as_str()),
        ("o-student", "审核结果通知")
    );
    let keys: Vec<_> = sent.lines.iter().map(|line| line.key.as_str()).collect();
    assert_eq!(keys, ["thing1", "phrase2", "time3", "thing4"]);
    assert_eq!(sent.value("phrase2"), Some("通过"));
}

#[tokio::test]
async fn the_same_client_message_is_sent_once_to_each_follower() {
    let outside = outside();
    outside.wechat.follow("o-other").unwrap();
    let token = token(&outside).await;
    let first = send(&outside, &token, &verdict()).await;
    let again = send(&outside, &token, &verdict()).await;
    assert_eq!(first, again);
    let other = send(&outside, &token, &with("/touser", json!("o-other"))).await;
    assert_ne!(other["msgid"], first["msgid"]);
    assert_eq!(outside.wechat.sent().len(), 2);
}

#[tokio::test]
async fn wrong_credentials_get_no_token() {
    let outside = outside();
    let client = client(&outside);
    let cases = [
        ("grant_type=password&appid=wx-sandbox&secret=x", 40002),
        ("grant_type=client_credential&secret=x", 41002),
        ("grant_type=client_credential&appid=wx-sandbox", 41004),
        ("grant_type=client_credential&appid=wx-other&secret=x", 40013),
        ("grant_type=client_credential&appid=wx-sandbox&secret=x", 40125),
    ];
    for (query, code) in cases {
        let (_, body) = answer(client.get(format!("/wechat/cgi-bin/token?{query}"))).await;
        assert_eq!(body["errcode"], code, "{query}");
    }
    let (_, body) = answer(client.post("/wechat/cgi-bin/stable_token").body("{")).await;
    assert_eq!(body["errcode"], 47001);
}

#[tokio::test]
async fn tokens_are_checked_before_everything_else() {
    let outside = outside();
    let old = token(&outside).await;
    let new = token(&outside).await;
    assert_eq!(send(&outside, "", &verdict()).await["errcode"], 41001);
    assert_eq!(send(&outside, "made-up", &verdict()).await["errcode"], 40014);
    assert_eq!(send(&outside, &old, &verdict()).await["errcode"], 40001);
    outside.wechat.expire_tokens();
    assert_eq!(send(&outside, &new, &verdict()).await["errcode"], 42001);
    assert!(outside.wechat.sent().is_empty());
}

#[tokio::test]
async fn the_stable_token_stays_until_a_refresh_is_forced() {
    let outside = outside();
    let client = client(&outside);
    let stable = async |refresh: bool| {
        let shown = json!({
            "grant_type": "client_credential",
            "appid": "wx-sandbox",
            "secret": "sandbox-wechat-secret",
            "force_refresh": refresh,
        });
        let (_, body) = answer(client.post("/wechat/cgi-bin/stable_token").body_json(&shown)).await;
        body["access_token"].as_str().unwrap().to_owned()
    };
    let first = stable(false).await;
    token(&outside).await;
    assert_eq!(stable(false).await, first);
    assert_eq!(send(&outside, &first, &verdict()).await["errcode"], 0);
    assert_ne!(stable(true).await, first);
    assert_eq!(send(&outside, &first, &verdict()).await["errcode"], 40001);
}

#[tokio::test]
async fn every_refusal_of_a_message_has_its_code() {
    let outside = outside();
    outside.wechat.unfollow("o-left").unwrap();
    let cases = [
        (json!({ "touser": "o-student" }), 47001),
        (with("/touser", json!("o-nobody")), 40003),
        (with("/touser", json!("o-left")), 43004),
        (with("/template_id", json!("sandbox-nothing")), 40037),
        (with("/url", json!("javascript:alert(1)")), 40165),
        (with("/client_msg_id", json!("x".repeat(33))), 47003),
        (with("/data/thing1", json!({ "value": "" })), 47003),
        (with("/data/thing1", json!({ "value": "长".repeat(21) })), 47003),
        (with("/data/phrase2", json!({ "value": "OK" })), 47003),
        (with("/data/thing9", json!({ "value": "多余" })), 47003),
    ];
    for (message, code) in cases {
        assert_eq!(errcode(&outside, &message).await, code, "{message}");
    }
    assert!(outside.wechat.sent().is_empty());
    assert_eq!(outside.wechat.refused().len(), 10);
}

#[tokio::test]
async fn a_template_can_be_added() {
    let outside = outside();
    outside
        .wechat
        .add_template(Template::new("mine", "我的模板", &[("thing1", "内容")]));
    let message =
        json!({ "touser": "o-student", "template_id": "mine", "data": { "thing1": { "value": "好" } } });
    assert_eq!(errcode(&outside, &message).await, 0);
}
