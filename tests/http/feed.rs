//! The account feed of the employment system (2.4, 14.2), and the list that it fills.

use chrono::Utc;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use wq_core::{
    access::{self, Door, PasswordHash},
    inbound::signature,
};
use wq_tests::{Site, World};

const PATH: &str = "/api/v1/accounts";
const SECRET: &str = "feed-secret";

/// A sender with the key of the world's school.
struct Sender {
    http: Client,
    url: reqwest::Url,
}

impl Sender {
    async fn of(world: &World, site: &Site) -> Self {
        world
            .sql(&format!(
                "INSERT INTO api_clients (id, secret, school_id) VALUES ('feed', '{SECRET}', 1)"
            ))
            .await;
        // The site's own client has set the provider of TLS.
        site.stranger();
        Self {
            http: Client::new(),
            url: site.url.join(PATH).expect("a path"),
        }
    }

    async fn post(&self, body: &str, signed: i64, signature: &str) -> (StatusCode, Value) {
        let request = self
            .http
            .post(self.url.clone())
            .header("X-Client", "feed")
            .header("X-Timestamp", signed)
            .header("X-Signature", signature)
            .body(body.to_owned());
        let answer = request.send().await.expect("an answer");
        (answer.status(), answer.json().await.expect("JSON"))
    }

    /// Sends lines, signed as of `ago` seconds before now: the very same request twice would be a replay.
    async fn feed(&self, lines: Value, ago: i64) -> (StatusCode, Value) {
        let (body, at) = (
            json!({ "accounts": lines }).to_string(),
            Utc::now().timestamp() - ago,
        );
        self.post(&body, at, &signature(SECRET, "POST", PATH, at, body.as_bytes()))
            .await
    }
}

fn line(login: &str, department: &str) -> Value {
    json!({ "login": login, "name": "李老师", "role": "department", "school_code": "10284", "department": department })
}

fn results(answer: &Value) -> Vec<&str> {
    let lines = answer["accounts"].as_array().expect("lines").iter();
    lines
        .map(|line| {
            line["reason"]
                .as_str()
                .or(line["result"].as_str())
                .expect("a word")
        })
        .collect()
}

#[tokio::test]
async fn r_2_4_the_feed_makes_changes_and_disables_and_twice_is_once() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let sender = Sender::of(&world, &site).await;
    let mut li = line("li", "计算机学院");
    li["password_hash"] = PasswordHash::of("Demo-2027").await.as_str().into();
    assert_eq!(results(&sender.feed(json!([li]), 0).await.1), ["created"]);
    assert_eq!(results(&sender.feed(json!([li]), 40).await.1), ["unchanged"]);
    let signed_in = access::sign_in(&mut *world.conn().await, Door::Staff, "li", "Demo-2027", "").await;
    let signed_in = signed_in
        .expect("the database")
        .expect("the password of the feed");
    let officer = site.holding(&signed_in.token.cookie());
    assert_eq!(officer.get("/signing").await.status, StatusCode::OK);

    li["department"] = "法学院".into();
    assert_eq!(results(&sender.feed(json!([li]), 80).await.1), ["changed"]);
    li["disabled"] = true.into();
    assert_eq!(results(&sender.feed(json!([li]), 120).await.1), ["disabled"]);
    assert_eq!(results(&sender.feed(json!([li]), 160).await.1), ["unchanged"]);
    assert_eq!(officer.get("/signing").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        world.sql("SELECT FROM sessions").await,
        0,
        "its sessions are gone"
    );
    assert_eq!(
        world
            .sql("SELECT FROM audit_entries WHERE act LIKE 'account.feed%'")
            .await,
        3
    );
}

#[tokio::test]
async fn a_wrong_line_is_refused_by_itself() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let sender = Sender::of(&world, &site).await;
    let student = world.student().await;
    let taken = format!("account-{}", 2);
    world
        .sql(&format!(
            "UPDATE accounts SET login = '{taken}' WHERE id = {}",
            student.account.id
        ))
        .await;
    let mut elsewhere = line("wang", "法学院");
    elsewhere["school_code"] = "99999".into();
    let mut hash = line("zhao", "法学院");
    hash["password_hash"] = "plain".into();
    let mut role = line("sun", "法学院");
    role["role"] = "operator".into();
    let lines = json!([
        line("li", "法学院"),
        elsewhere,
        hash,
        role,
        line("", "法学院"),
        line(&taken, "法学院")
    ]);
    let (status, answer) = sender.feed(lines, 0).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        results(&answer),
        [
            "created",
            "school",
            "password_hash",
            "role",
            "malformed",
            "login_taken"
        ]
    );
}

#[tokio::test]
async fn a_forged_a_stale_and_a_replayed_request_are_not_let_in() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let sender = Sender::of(&world, &site).await;
    let (body, at) = (json!({ "accounts": [] }).to_string(), Utc::now().timestamp());
    let good = signature(SECRET, "POST", PATH, at, body.as_bytes());
    for forged in ["", "zz", &signature("other", "POST", PATH, at, body.as_bytes())] {
        let (status, answer) = sender.post(&body, at, forged).await;
        assert_eq!(
            (status, &answer["result"]),
            (StatusCode::UNAUTHORIZED, &json!("unauthorized"))
        );
    }
    let (status, _) = sender.post(r#"{"accounts":[ ]}"#, at, &good).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "another body");
    assert_eq!(sender.feed(json!([]), 400).await.1["result"], "stale");
    assert_eq!(sender.feed(json!([]), -400).await.1["result"], "stale");
    assert_eq!(sender.post(&body, at, &good).await.0, StatusCode::OK);
    assert_eq!(sender.post(&body, at, &good).await.1["result"], "replayed");

    let odd = r#"{"accounts":[{"login":"li","password":"Demo-2027"}]}"#;
    let (status, answer) = sender
        .post(odd, at, &signature(SECRET, "POST", PATH, at, odd.as_bytes()))
        .await;
    assert_eq!(
        (status, &answer["result"]),
        (StatusCode::BAD_REQUEST, &json!("malformed"))
    );
    assert!(!answer.to_string().contains("Demo-2027"));
    world.sql("UPDATE api_clients SET disabled_at = now()").await;
    assert_eq!(sender.feed(json!([]), 1).await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn r_2_1_a_department_that_no_student_has_is_shown_as_a_warning() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let sender = Sender::of(&world, &site).await;
    world.student().await;
    sender
        .feed(json!([line("li", "计算机学院"), line("wu", "计算机学院 ")]), 0)
        .await;
    let school = site.signed_in(&world, &world.officer().await).await;
    let page = school.get("/accounts").await;
    assert!(page.body.contains("院系名称与学生名单不一致"));
    assert_eq!(page.body.matches("没有匹配的学生").count(), 1);
}
