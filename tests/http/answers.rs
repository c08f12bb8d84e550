//! What every answer carries, whatever it answers; and the assets.

use reqwest::{Method, StatusCode};
use wq_tests::{Site, World};

#[tokio::test]
async fn every_answer_holds_the_browser_to_our_own_origin() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let stranger = site.stranger();
    let operator = site.signed_in(&world, &world.operator().await).await;
    let style = style(&stranger.get("/login").await.body);
    let answers = [
        stranger.get("/login").await,
        stranger.get("/ops/queues").await,
        stranger.get("/nowhere").await,
        stranger.get("/healthz").await,
        stranger.get("/assets/none.css").await,
        stranger.get(&style).await,
        stranger.post_raw("/login/staff", &[("csrf", "forged")]).await,
        operator.get("/ops/board").await,
        operator.get("/ops/queues").await,
    ];
    for answer in answers {
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'"),
            "{answer:?}"
        );
        assert!(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert!(answer.header("permissions-policy").contains("camera=()"));
        assert!(!answer.header("cache-control").is_empty());
        assert_eq!(
            answer.header("strict-transport-security"),
            "",
            "not over plain http"
        );
    }
}

/// The address of the stylesheet that a page links.
fn style(page: &str) -> String {
    let mut links = page.split(r#"href=""#).filter_map(|rest| rest.split('"').next());
    let style = links.find(|link| link.ends_with(".css"));
    style.expect("a stylesheet").to_owned()
}

#[tokio::test]
async fn a_page_is_never_kept_and_an_asset_for_ever() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.stranger();
    let page = client.get("/login").await;
    assert_eq!(page.header("cache-control"), "no-store");
    let path = style(&page.body);
    let asset = client.get(&path).await;
    assert_eq!(asset.status, StatusCode::OK);
    assert_eq!(
        asset.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(asset.header("vary"), "Accept-Encoding");
    assert!(
        asset.cookies().is_empty(),
        "what is kept for ever carries no cookie"
    );
    let etag = asset.header("etag");
    assert!(etag.starts_with('"') && etag.ends_with('"') && path.contains(etag.trim_matches('"')));

    let known = client.ask(Method::GET, &path, &[("If-None-Match", etag)]).await;
    assert_eq!((known.status, known.body.len()), (StatusCode::NOT_MODIFIED, 0));
    let other = client
        .ask(Method::GET, &path, &[("If-None-Match", "\"other\"")])
        .await;
    assert_eq!(other.status, StatusCode::OK);
}

#[tokio::test]
async fn head_answers_as_get_does_without_a_body() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.stranger();
    let path = style(&client.get("/login").await.body);
    for path in [path.as_str(), "/login", "/healthz", "/readyz"] {
        let answer = client.ask(Method::HEAD, path, &[]).await;
        assert_eq!((answer.status, answer.body.len()), (StatusCode::OK, 0), "{path}");
    }
    let asset = client.ask(Method::HEAD, &path, &[]).await;
    assert!(asset.header("content-type").starts_with("text/css"));
}

#[tokio::test]
async fn what_compresses_is_compressed_for_who_asks() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.stranger();
    let path = style(&client.get("/login").await.body);
    let plain = client.get(&path).await;
    let (packed, size) = {
        let answer = client
            .ask(Method::HEAD, &path, &[("Accept-Encoding", "gzip")])
            .await;
        (
            answer.header("content-encoding").to_owned(),
            answer.header("content-length").to_owned(),
        )
    };
    assert_eq!(packed, "gzip");
    let size: usize = size.parse().expect("what is compressed whole is announced");
    assert!(
        (1..plain.body.len() / 2).contains(&size),
        "{size} of {}",
        plain.body.len()
    );
    assert_eq!(plain.header("content-encoding"), "");
}

#[tokio::test]
async fn a_form_larger_than_any_of_ours_is_refused() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.stranger();
    let large = "x".repeat(2 * 1024 * 1024);
    let answer = client.post("/login/staff", &[("username", &large)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("提交的内容过大"));
}
