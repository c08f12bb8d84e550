//! Links that are opened before one has signed in lead where they led, and nowhere else.

use reqwest::{Method, StatusCode};
use wq_core::access::{Account, PasswordHash};
use wq_tests::{Answer, Client, Site, World, sign_in_first};

const PASSWORD: &str = "correct horse battery staple";

/// Lets an account sign in with [`PASSWORD`], as `name`.
async fn may_sign_in(world: &World, account: &Account, name: &str) {
    let hash = PasswordHash::of(PASSWORD).await;
    world
        .sql(&format!(
            "UPDATE accounts SET login = '{name}', password_hash = '{}' WHERE id = {}",
            hash.as_str(),
            account.id
        ))
        .await;
}

async fn sign_in(client: &Client, address: &str, name: &str) -> Answer {
    client
        .post(address, &[("username", name), ("password", PASSWORD)])
        .await
}

#[tokio::test]
async fn a_link_survives_the_sign_in() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    may_sign_in(&world, &world.officer().await, "school").await;
    let client = site.stranger();
    let page = "/signing?group=all&level=graduate";
    let asked = client.get(page).await;
    assert_eq!(asked.location(), sign_in_first(page));

    let query = asked.location().trim_start_matches("/login").to_owned();
    let doors = client.get(asked.location()).await;
    let door = format!("/login/staff{query}");
    assert!(doors.body.contains(&format!("href=\"{door}\"")), "{}", doors.body);
    let form = client.get(&door).await;
    assert!(form.body.contains(&format!("action=\"{door}\"")), "{}", form.body);
    assert!(form.body.contains(&format!("href=\"/login/student{query}\"")));

    let wrong = client
        .post(&door, &[("username", "school"), ("password", "guessed")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains(&format!("action=\"{door}\"")),
        "{}",
        wrong.body
    );
    let done = sign_in(&client, &door, "school").await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, page));
    assert_eq!(client.get(page).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_page_of_others_is_not_found_after_the_sign_in_either() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    may_sign_in(&world, &world.officer().await, "school").await;
    let client = site.stranger();
    let done = sign_in(&client, "/login/staff?to=%2Fops%2Fqueues", "school").await;
    assert_eq!(done.location(), "/ops/queues");
    assert_eq!(client.get(done.location()).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_is_led_to_another_host_or_in_a_circle() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    may_sign_in(&world, &world.officer().await, "school").await;
    for to in [
        "//evil.example",
        "%2F%2Fevil.example",
        "/%5Cevil.example",
        "%5C%5Cevil.example",
        "/%09/evil.example",
        "/a/..//evil.example",
        "https://evil.example/",
        "https%3A%2F%2Fevil.example%2F",
        "javascript:alert(1)",
        "/login",
        "/logout/everywhere",
        "%00",
        "%FF",
    ] {
        let client = site.stranger();
        let doors = client.get(&format!("/login?to={to}")).await;
        assert_eq!(doors.status, StatusCode::OK, "{to}");
        assert!(
            !doors.body.contains("evil") && !doors.body.contains("?to="),
            "{to}"
        );
    }
    let done = sign_in(&site.stranger(), "/login/staff?to=%2F%2Fevil.example", "school").await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/"));
}

#[tokio::test]
async fn a_dead_session_leads_back_to_the_page_or_to_the_form() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.holding(&"0".repeat(64));
    let page = client.get("/signing/283?group=all").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(
        page.body.contains(&sign_in_first("/signing/283?group=all")),
        "{}",
        page.body
    );

    let of = |form: &str| format!("{}{form}", site.url.as_str().trim_end_matches('/'));
    let posted = async |referer: &str| {
        let headers = [("Referer", referer)];
        client.ask(Method::POST, "/signing/filter", &headers).await.body
    };
    let from_ours = posted(&of("/signing?group=mine")).await;
    assert!(
        from_ours.contains(&sign_in_first("/signing?group=mine")),
        "{from_ours}"
    );
    let from_others = posted("https://evil.example/signing").await;
    assert!(from_others.contains("href=\"/login\""), "{from_others}");
}
