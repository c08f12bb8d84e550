//! The first start, the second, and the ordinary ends. Every start here has a blank environment.

use diesel_async::SimpleAsyncConnection;
use nix::sys::signal::Signal;

use crate::instance::Home;

/// Starts, keeps a row, ends, starts again and finds the row.
async fn data_outlive_a_restart(home: Home) {
    let first = home.start();
    assert!(first.said.contains("made a new data folder"), "{}", first.said);
    assert!(first.said.contains("Demonstration: loaded"), "{}", first.said);
    assert_eq!(first.get("/healthz"), "HTTP/1.1 200 OK");
    let mut connection = home.server().expect("a server").connect().await;
    connection
        .batch_execute("CREATE TABLE kept AS SELECT 1")
        .await
        .expect("a table");
    assert!(first.end(Signal::SIGTERM).success());
    assert!(home.server().is_none(), "the server stops with the program");

    let second = home.start();
    assert!(!second.said.contains("made a new data folder"), "{}", second.said);
    assert!(!second.said.contains("Demonstration: loaded"), "{}", second.said);
    assert_eq!(second.get("/healthz"), "HTTP/1.1 200 OK");
    assert_eq!(second.get("/readyz"), "HTTP/1.1 200 OK");
    let mut connection = home.server().expect("a server").connect().await;
    connection
        .batch_execute("SELECT * FROM kept")
        .await
        .expect("the table of the first start");
    assert!(second.end(Signal::SIGTERM).success());
}

#[tokio::test]
async fn the_second_start_finds_the_data_of_the_first() {
    data_outlive_a_restart(Home::mine()).await;
}

#[tokio::test]
async fn a_plain_user_starts_it_twice_as_well() {
    data_outlive_a_restart(Home::of_a_plain_user()).await;
}

#[test]
fn the_start_ends_with_the_addresses_and_the_accounts() {
    let home = Home::mine();
    let program = home.start();
    for expected in [
        "http://127.0.0.1:",
        "Demo-2027",
        "student-01 … student-20",
        "/login/company",
    ] {
        assert!(
            program.said.contains(expected),
            "{expected} is missing:\n{}",
            program.said
        );
    }
}

#[test]
fn ctrl_c_stops_the_server() {
    let home = Home::mine();
    let program = home.start();
    assert!(home.server().is_some());
    assert!(program.end(Signal::SIGINT).success());
    assert!(home.server().is_none());
}

#[test]
fn the_socket_s_folder_goes_with_the_server() {
    let home = Home::mine();
    let program = home.start();
    let socket = home.server().expect("a server").socket;
    assert!(std::fs::exists(&socket).expect("the folder of the socket"));
    program.end(Signal::SIGTERM);
    assert!(!std::fs::exists(&socket).expect("the folder of the socket"));
}
