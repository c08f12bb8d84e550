//! Who may open what: every page with every role and with nobody; sessions that are over; cookies.

use reqwest::{Method, StatusCode};
use wq_core::access::{self, PasswordHash};
use wq_tests::{Client, KEY, Site, World};
use wq_web::Settings;

/// Everyone who may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Province,
    School,
    Department,
    Student,
    Company,
    Operator,
}

use Who::{Operator, Province};

/// Whose each page is. For everyone else who is signed in it does not exist; a stranger is sent to sign in.
const PAGES: [(&str, &[Who]); 4] = [
    ("/ops/queues", &[Operator]),
    ("/ops/board", &[Operator]),
    ("/ops/jobs/1", &[Operator]),
    ("/province/board", &[Province]),
];

/// Whose each act is. Theirs is done, or said to come too late.
const ACTS: [(&str, &[Who]); 2] = [
    ("/ops/jobs/1/retry", &[Operator]),
    ("/ops/jobs/1/cancellation", &[Operator]),
];

async fn everyone(world: &World, site: &Site) -> Vec<(Who, Client)> {
    let accounts = [
        (Who::Province, world.province_officer().await),
        (Who::School, world.officer().await),
        (Who::Department, world.department_officer().await),
        (Who::Student, world.student().await.account),
        (Who::Company, world.company().await.account),
        (Who::Operator, world.operator().await),
    ];
    let mut clients = Vec::new();
    for (who, account) in accounts {
        clients.push((who, site.signed_in(world, &account).await));
    }
    clients
}

async fn one_job(world: &World) {
    world
        .sql("INSERT INTO jobs (queue, kind, payload, max_attempts) VALUES ('push', 'push_destination', '{}', 3)")
        .await;
}

#[tokio::test]
async fn every_page_is_there_for_its_roles_and_for_no_one_else() {
    let world = World::new().await;
    one_job(&world).await;
    let site = Site::of(&world).await;
    let everyone = everyone(&world, &site).await;
    for (path, owners) in PAGES {
        for (who, client) in &everyone {
            let answer = client.get(path).await;
            let expected = if owners.contains(who) {
                StatusCode::OK
            } else {
                StatusCode::NOT_FOUND
            };
            assert_eq!(answer.status, expected, "{path} for {who:?}");
        }
        let stranger = site.stranger().get(path).await;
        assert_eq!(
            (stranger.status, stranger.location()),
            (StatusCode::SEE_OTHER, "/login"),
            "{path} for a stranger"
        );
    }
}

#[tokio::test]
async fn every_act_is_for_its_roles_and_for_no_one_else() {
    let world = World::new().await;
    one_job(&world).await;
    let site = Site::of(&world).await;
    let everyone = everyone(&world, &site).await;
    for (path, owners) in ACTS {
        for (who, client) in everyone.iter().filter(|(who, _)| !owners.contains(who)) {
            let answer = client.post(path, &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} for {who:?}");
        }
        let stranger = site.stranger().post(path, &[]).await;
        assert_eq!(
            (stranger.status, stranger.location()),
            (StatusCode::SEE_OTHER, "/login")
        );
        assert_eq!(
            world.sql("SELECT FROM jobs WHERE state <> 'ready'").await,
            0,
            "{path}"
        );
        for (who, client) in everyone.iter().filter(|(who, _)| owners.contains(who)) {
            let answer = client.post(path, &[]).await;
            let done = [StatusCode::SEE_OTHER, StatusCode::CONFLICT].contains(&answer.status);
            assert!(done, "{path} for {who:?}: {}", answer.status);
        }
    }
}

#[tokio::test]
async fn a_page_of_another_method_or_place_does_not_exist() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    for client in [
        site.stranger(),
        site.signed_in(&world, &world.operator().await).await,
    ] {
        for path in [
            "/nowhere",
            "/ops",
            "/ops/jobs/1/2/3",
            "/assets/none.css",
            "/../etc/passwd",
            "/%00",
        ] {
            assert_eq!(client.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let wrong = client.ask(Method::DELETE, "/ops/queues", &[]).await;
        assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_session_that_is_over_says_so_in_pages_and_in_parts() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let operator = world.operator().await;
    let token = access::open(&mut *world.conn().await, operator.id, "")
        .await
        .expect("a session");
    let client = site.holding(&token.cookie());
    assert_eq!(client.get("/ops/queues").await.status, StatusCode::OK);

    world
        .sql("UPDATE sessions SET seen_at = now() - interval '61 minutes'")
        .await;
    for path in ["/ops/queues", "/ops/board"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        assert!(answer.body.contains("登录已失效"));
    }
    let part = client
        .ask(Method::GET, "/ops/queues", &[("HX-Request-Type", "partial")])
        .await;
    assert_eq!(part.status, StatusCode::UNAUTHORIZED);
    assert!(!part.body.contains("<html"), "{}", part.body);
    let forged = site.holding(&"0".repeat(64)).get("/ops/queues").await;
    assert_eq!(forged.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn cookies_are_out_of_reach_of_scripts_and_other_sites() {
    let world = World::new().await;
    let password = "correct horse battery staple";
    let hash = PasswordHash::of(password).await;
    let account = world.operator().await;
    world
        .sql(&format!(
            "UPDATE accounts SET login = 'operator', password_hash = '{}' WHERE id = {}",
            hash.as_str(),
            account.id
        ))
        .await;
    let site = Site::of(&world).await;
    let client = site.stranger();
    let answer = client
        .post(
            "/login/staff",
            &[("username", "operator"), ("password", password)],
        )
        .await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
    let cookies = answer.cookies();
    assert!(
        cookies.iter().any(|cookie| cookie.starts_with("wq_session=")),
        "{cookies:?}"
    );
    for cookie in cookies {
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("Path=/"),
            "{cookie}"
        );
        assert!(
            cookie.contains("SameSite=Lax") || cookie.contains("SameSite=Strict"),
            "{cookie}"
        );
        assert!(cookie.contains("Max-Age="), "{cookie}");
    }
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_and_takes_the_cookie_away() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let operator = world.operator().await;
    let (here, elsewhere) = (
        site.signed_in(&world, &operator).await,
        site.signed_in(&world, &operator).await,
    );
    let answer = here.post("/logout/everywhere", &[]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/login")
    );
    assert_eq!(
        elsewhere.get("/ops/queues").await.status,
        StatusCode::UNAUTHORIZED
    );
    // Without a cookie a page only asks to sign in; with one that is over it would say that a session ended.
    assert_eq!(here.get("/ops/queues").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn behind_https_every_cookie_is_secure_and_browsers_are_told_to_stay() {
    let world = World::new().await;
    let site = Site::with(Settings {
        pool: world.pool.clone(),
        database_url: world.url.clone(),
        key: KEY,
        secure_cookies: true,
        employment_url: "https://employment.example.edu.cn".into(),
        address_header: None,
    })
    .await;
    let answer = site.stranger().get("/login/staff").await;
    assert!(
        answer
            .header("strict-transport-security")
            .contains("max-age=31536000")
    );
    let cookies = answer.cookies();
    assert!(!cookies.is_empty());
    assert!(
        cookies.iter().all(|cookie| cookie.contains("Secure")),
        "{cookies:?}"
    );
}
