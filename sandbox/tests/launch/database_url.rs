//! A database of one's own.

use nix::sys::signal::Signal;
use wq_sandbox::postgres::throwaway::Throwaway;

use crate::instance::{Failure, Home, Instance};

#[tokio::test]
async fn with_a_database_of_one_s_own_no_server_is_started() {
    // The folder of the test's server is open to its user only, so this runs as the user of the tests.
    let server = Throwaway::shared().expect("a server for the tests");
    let url = server.database(None).await.expect("a database");
    let home = Home::mine();
    let mut command = home.program();
    command.env("DATABASE_URL", url);

    let program = Instance::start(command);
    assert!(program.said.contains("starting none"), "{}", program.said);
    assert!(!home.path().join(".data/postgres").exists());
    assert!(program.end(Signal::SIGTERM).success());
    server
        .database(None)
        .await
        .expect("the other server still answers");
}

#[test]
fn a_database_that_does_not_answer_is_said_without_its_password() {
    let home = Home::mine();
    let mut command = home.program();
    command.env("DATABASE_URL", "postgres://someone:hush@127.0.0.1:1/none");

    let failure = Failure::of(command);
    assert_eq!(failure.status.code(), Some(1));
    assert!(
        failure.said.contains("the database does not answer"),
        "{}",
        failure.said
    );
    assert!(!failure.said.contains("hush"), "{}", failure.said);
}

#[test]
fn an_empty_database_url_is_none() {
    let home = Home::mine();
    let mut command = home.program();
    command.env("DATABASE_URL", "");

    let program = Instance::start(command);
    assert!(home.server().is_some());
    assert!(program.end(Signal::SIGTERM).success());
}
