//! Starts after an end that nobody could prepare for.

use std::fs;

use diesel_async::SimpleAsyncConnection;
use nix::sys::signal::{Signal, kill};

use crate::instance::Home;

/// Kills the program, and finds its server taken over by the next.
fn a_server_left_behind_is_taken_over(home: &Home) {
    home.start().end(Signal::SIGKILL);
    let left = home.server().expect("the server outlives the program");

    let next = home.start();
    assert!(next.said.contains("took over the server"), "{}", next.said);
    assert_eq!(home.server().map(|server| server.pid), Some(left.pid));
    assert!(next.end(Signal::SIGTERM).success());
    assert!(
        home.server().is_none(),
        "a server taken over stops like any other"
    );
}

#[test]
fn the_next_start_takes_over_the_server_of_a_killed_program() {
    a_server_left_behind_is_taken_over(&Home::mine());
}

#[test]
fn a_plain_user_s_next_start_takes_over_as_well() {
    a_server_left_behind_is_taken_over(&Home::of_a_plain_user());
}

#[tokio::test]
async fn a_killed_server_recovers_at_the_next_start() {
    let home = Home::mine();
    let program = home.start();
    let server = home.server().expect("a server");
    let mut connection = server.connect().await;
    connection
        .batch_execute("CREATE TABLE kept AS SELECT 1")
        .await
        .expect("a table");
    kill(server.pid, Signal::SIGKILL).expect("the server lived");
    program.end(Signal::SIGKILL);

    let next = home.start();
    assert!(!next.said.contains("took over"), "{}", next.said);
    let mut connection = home.server().expect("a server").connect().await;
    connection
        .batch_execute("SELECT * FROM kept")
        .await
        .expect("what was committed");
    assert!(next.end(Signal::SIGTERM).success());
}

#[test]
fn a_process_number_given_out_again_is_not_taken_for_the_server() {
    if !fs::exists("/proc/self/stat").expect("an answer of the system") {
        eprintln!("skipped: this system has no /proc to tell processes apart");
        return;
    }
    let home = Home::mine();
    home.start().end(Signal::SIGTERM);
    let pid_file = home.path().join(".data/postgres/data/postmaster.pid");
    let stale = format!(
        "{}\n/x\n0\n5432\n/tmp/wq-none\n\n1 1\nready\n",
        std::process::id()
    );
    fs::write(&pid_file, stale).expect("a stale file");

    let next = home.start();
    assert_ne!(home.server().expect("a server").pid, nix::unistd::getpid());
    assert!(next.end(Signal::SIGTERM).success());
}

#[test]
fn a_first_start_that_was_killed_begins_again() {
    let home = Home::mine();
    fs::create_dir_all(home.path().join(".data/postgres/data.new/base")).expect("a half-made folder");

    let next = home.start();
    assert!(next.said.contains("made a new data folder"), "{}", next.said);
    assert!(next.end(Signal::SIGTERM).success());
}
