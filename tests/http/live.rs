//! Live counts: a stream says that something changed, and ends with its session.

use reqwest::StatusCode;
use wq_core::{
    access::{self, LevelScope, Role},
    case::Command,
};
use wq_tests::{Client, Site, Stream, World};

const SIGNING: &str = "event: live-signing";
const OPENED: &str = "event: live-opened";

/// A stream that has said that it is open.
async fn open(client: &Client) -> Stream {
    let mut stream = client.stream("/live").await;
    assert_eq!(stream.status(), StatusCode::OK);
    assert_eq!(stream.next().await.as_deref(), Some(OPENED));
    stream
}

/// The process listens: what it is told now arrives.
async fn listening(world: &World, stream: &mut Stream) {
    loop {
        world
            .sql("SELECT pg_notify('changed', 'case terminations 1')")
            .await;
        if !stream.is_silent().await {
            return;
        }
    }
}

#[tokio::test]
async fn an_act_tells_its_school_and_its_company_which_module_changed_and_nothing_more() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, other) = (world.company().await, world.company().await);
    let officer = site.signed_in(&world, &world.officer().await).await;
    let mut officer = open(&officer).await;
    listening(&world, &mut officer).await;
    let department = site.signed_in(&world, &world.department_officer().await).await;
    let mut department = open(&department).await;
    let mut own = open(&site.signed_in(&world, &company.account).await).await;
    let mut others = open(&site.signed_in(&world, &other.account).await).await;

    let invited = world.invite(&company, &world.student().await).await;
    for stream in [&mut officer, &mut department, &mut own] {
        assert_eq!(stream.next().await.as_deref(), Some(SIGNING));
    }
    world.act(&company.account, invited, &Command::Withdraw).await;
    for stream in [&mut officer, &mut department, &mut own] {
        assert_eq!(stream.next().await.as_deref(), Some(SIGNING));
    }
    assert!(others.is_silent().await, "another company");
}

#[tokio::test]
async fn an_act_that_is_refused_tells_nothing() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let officer = site.signed_in(&world, &world.officer().await).await;
    let mut stream = open(&officer).await;
    listening(&world, &mut stream).await;
    world.sql("UPDATE school_settings SET signing_open = false").await;
    let invitation = world.invitation(&company, &student).await;
    let refused = wq_core::agreement::invite(&mut *world.conn().await, &company.account, invitation).await;
    assert!(refused.is_err());
    assert!(stream.is_silent().await);
}

#[tokio::test]
async fn a_student_who_becomes_dormant_changes_every_list_of_the_school() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let officer = site.signed_in(&world, &world.officer().await).await;
    let mut stream = open(&officer).await;
    listening(&world, &mut stream).await;
    world
        .sql(&format!(
            "UPDATE students SET dormant_since = now() WHERE id = {}",
            student.id
        ))
        .await;
    let mut told = Vec::new();
    for _ in 0..4 {
        told.extend(stream.next().await);
    }
    told.sort();
    assert_eq!(
        told,
        ["destinations", "paper", "signing", "terminations"].map(|module| format!("event: live-{module}"))
    );
}

#[tokio::test]
async fn a_stream_is_not_compressed_nor_kept() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let stream = open(&client).await;
    assert_eq!(stream.header("content-encoding"), "");
    assert_eq!(stream.header("content-type"), "text/event-stream");
    assert_eq!(stream.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn a_stream_ends_when_its_session_does_and_says_so() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let officer = world.officer().await;
    let conn = &mut *world.conn().await;
    let token = access::open(conn, officer.id, "").await.expect("a session");
    let mut here = open(&site.holding(&token.cookie())).await;
    let mut elsewhere = open(&site.signed_in(&world, &officer).await).await;
    listening(&world, &mut elsewhere).await;
    access::close(conn, &token).await.expect("signed out");
    while let Some(event) = here.next().await {
        assert!(event != OPENED, "only once");
        if event == "event: live-ended" {
            break;
        }
    }
    assert_eq!(here.next().await, None, "it is over");
    assert!(elsewhere.is_silent().await, "the other session goes on");

    world.sql("UPDATE accounts SET disabled_at = now()").await;
    assert_eq!(elsewhere.next().await.as_deref(), Some("event: live-ended"));
    assert_eq!(elsewhere.next().await, None);
}

#[tokio::test]
async fn to_follow_a_stream_does_not_keep_a_session_alive() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let _stream = open(&client).await;
    world
        .sql("UPDATE sessions SET seen_at = now() - interval '30 minutes'")
        .await;
    let late = "SELECT FROM sessions WHERE seen_at < now() - interval '20 minutes'";
    assert_eq!(client.get("/board").await.status, StatusCode::OK);
    let again = open(&client).await;
    drop(again);
    assert_eq!(world.sql(late).await, 1, "what a page asks by itself is no visit");
    client.get("/").await;
    assert_eq!(world.sql(late).await, 0, "what a person asks is");
}

#[tokio::test]
async fn those_without_live_counts_have_no_stream() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let stranger = site.stranger().get("/live").await;
    assert_eq!(
        (stranger.status, stranger.location()),
        (StatusCode::SEE_OTHER, "/login")
    );
    let gone = site.holding(&"0".repeat(64)).get("/live").await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
    let student = world.student().await.account;
    for account in [student, world.province_officer().await, world.operator().await] {
        let client = site.signed_in(&world, &account).await;
        assert_eq!(client.get("/live").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn streams_do_not_keep_a_process_from_ending() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let role = Role::School {
        school: world.school,
        level: LevelScope::Graduate,
    };
    let client = site.signed_in(&world, &world.account("研工部", role).await).await;
    let mut stream = open(&client).await;
    let start = tokio::time::Instant::now();
    site.stop().await;
    assert!(start.elapsed().as_secs() < 5, "it did not wait for the stream");
    assert_eq!(
        stream.next().await,
        None,
        "and without a word: the browser finds another process"
    );
}
