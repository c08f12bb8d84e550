//! The database away, and back; more requests than connections; the end of the process.

use std::time::Duration;

use reqwest::StatusCode;
use tokio::{
    task::block_in_place,
    time::{sleep, timeout},
};
use wq_core::{db, files::Files};
use wq_sandbox::postgres::throwaway::Throwaway;
use wq_tests::{KEY, LIMIT, Site, World};
use wq_web::Settings;

fn settings(pool: db::Pool, database_url: &str) -> Settings {
    Settings {
        files: Files::in_folder(&std::env::temp_dir()).expect("files"),
        pool,
        database_url: database_url.into(),
        key: KEY,
        secure_cookies: false,
        employment_url: "https://employment.example.edu.cn".into(),
        address_header: None,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_crash_of_the_database_the_pages_are_back_by_themselves() {
    let server = Throwaway::start().expect("a server");
    let world = World::on(&server).await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.operator().await).await;
    assert_eq!(client.get("/ops/queues").await.status, StatusCode::OK);
    assert_eq!(client.get("/readyz").await.status, StatusCode::OK);
    block_in_place(|| server.restart(Duration::from_millis(100))).expect("a restart");
    world
        .until("the pages are back", async |_| {
            client.get("/ops/queues").await.status == StatusCode::OK
        })
        .await;
    assert_eq!(client.get("/readyz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn without_a_database_a_page_says_so_under_a_number_and_names_nothing() {
    let url = "postgres://secret-user:secret-password@127.0.0.1:1/secret-name";
    let pool = db::connect(url, 4).await.expect("a pool");
    let site = Site::with(settings(pool, url)).await;
    assert_eq!(site.stranger().get("/healthz").await.status, StatusCode::OK);
    assert_eq!(site.stranger().get("/login/staff").await.status, StatusCode::OK);
    let client = site.holding(&"0".repeat(64));
    let page = client.get("/ops/queues").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.body.contains("系统暂时无法处理") && page.body.contains("编号"));
    let ready = client.get("/readyz").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    for answer in [page, ready] {
        for secret in ["secret", "127.0.0.1:1", "refused", "postgres"] {
            assert!(!answer.body.contains(secret), "{secret}: {}", answer.body);
        }
    }
}

#[tokio::test]
async fn pending_migrations_are_not_ready() {
    let server = Throwaway::shared().expect("a server");
    let url = server.database(None).await.expect("a database");
    let site = Site::with(settings(db::connect(&url, 2).await.expect("a pool"), &url)).await;
    let client = site.stranger();
    let before = client.get("/readyz").await;
    assert_eq!(
        (before.status, &*before.body),
        (StatusCode::SERVICE_UNAVAILABLE, "migrations are pending")
    );
    db::migrate(&url).await.expect("migrated");
    assert_eq!(client.get("/readyz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_request_beyond_the_connections_waits_its_turn_or_is_told_to_come_again() {
    let world = World::new().await;
    let operator = world.operator().await;
    let pool = db::connect(&world.url, 1).await.expect("a pool");
    let site = Site::with(settings(pool.clone(), &world.url)).await;
    let client = site.signed_in(&world, &operator).await;
    assert_eq!(client.get("/ops/queues").await.status, StatusCode::OK);
    let held = pool.get().await.expect("the only connection");
    let refused = client.get("/ops/queues").await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    let waiting = tokio::spawn(async move { client.get("/ops/queues").await.status });
    sleep(Duration::from_millis(200)).await;
    drop(held);
    assert_eq!(waiting.await.expect("no panic"), StatusCode::OK);
}

#[tokio::test]
async fn the_process_ends_though_browsers_keep_their_connections() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.stranger();
    assert_eq!(client.get("/login").await.status, StatusCode::OK);
    timeout(LIMIT, site.stop()).await.expect("it ends");
    drop(client);
}
