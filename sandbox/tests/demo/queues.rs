//! What becomes of the demonstration's jobs.

use std::time::Duration;

use chrono::DateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use tokio::{net::TcpListener, sync::oneshot, time::sleep};
use wq_core::{
    db::{
        self,
        schema::{destination_sync, students},
    },
    ids::StudentId,
    one_time::Key,
    sync,
};
use wq_sandbox::{
    clients, demo,
    outside::{Keys, Outside},
};

use crate::database::{connect, count, loaded};

/// Jobs that must come to an end by themselves.
const LIVE: &str = "jobs WHERE queue IN ('push', 'lookup') AND state IN ('ready', 'running')";

/// Runs a worker against outside systems of its own until push and lookup are empty.
async fn queues_run_empty(url: &str) -> Outside {
    let keys = Keys::default();
    let outside = Outside::new(keys.clone());
    let pool = db::connect(url, 8).await.expect("a pool");
    demo::enrol(&outside, &pool).await.expect("enrolled");
    let http = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let smtp = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let files = tempfile::tempdir().expect("a folder");
    let settings = wq_worker::Settings {
        database_url: url.to_owned().into(),
        public_url: "http://127.0.0.1:1".parse().expect("an address"),
        files_folder: files.path().to_owned(),
        web_key: Key::of(&[7; 32]),
        places: Default::default(),
        outside: clients::settings(
            &keys,
            http.local_addr().expect("its address"),
            smtp.local_addr().expect("its address"),
        ),
    };
    let serving = tokio::spawn(outside.clone().serve(http, smtp, std::future::pending()));
    let (stop, stopped) = oneshot::channel::<()>();
    let working =
        tokio::spawn(async move { wq_worker::run(&settings, pool, async { drop(stopped.await) }).await });
    let mut conn = connect(url).await;
    for _ in 0..600 {
        if count(&mut conn, LIVE).await == 0 {
            break;
        }
        sleep(Duration::from_millis(100)).await;
    }
    stop.send(()).expect("the worker runs");
    working.await.expect("no panic").expect("the worker stops well");
    serving.abort();
    outside
}

#[tokio::test]
async fn once_they_are_empty_the_employment_system_holds_what_the_platform_says() {
    let url = loaded().await;
    let outside = queues_run_empty(&url).await;
    let mut conn = connect(&url).await;
    assert_eq!(count(&mut conn, LIVE).await, 0, "the queues ran empty");
    assert_eq!(
        count(&mut conn, "jobs WHERE state = 'dead'").await,
        0,
        "nothing was refused"
    );
    let told: Vec<StudentId> = destination_sync::table
        .inner_join(students::table)
        .filter(students::dormant_since.is_null())
        .select(destination_sync::student_id)
        .load(&mut conn)
        .await
        .expect("students");
    assert!(told.len() > 200);
    for student in told {
        let ours = sync::current(&mut conn, student)
            .await
            .expect("an answer")
            .expect("somewhere");
        let theirs = outside.employment.graduate(&ours.student_ref).expect("enrolled");
        assert_eq!(theirs.version, ours.version.unsigned_abs());
        let destination = theirs.destination.expect("pushed");
        assert_eq!(destination.category_code, ours.destination.category_code);
        assert_eq!(destination.agreement_number, ours.destination.agreement_number);
        assert_eq!(
            DateTime::to_utc(&destination.registered_at),
            ours.destination.registered_at
        );
        assert_eq!(
            destination.company.map(|company| company.name),
            ours.destination.company.map(|company| company.name)
        );
    }
}
