//! Machines on which there is nothing to start.

use std::fs;
use std::net::TcpListener;

use crate::instance::{Failure, Home};

#[test]
fn without_programs_one_line_says_how_to_get_them_and_nothing_else_happens() {
    let home = Home::mine();
    let mut command = home.program();
    command.env("PG_BIN", "/nonexistent");

    let failure = Failure::of(command);
    assert_eq!(failure.status.code(), Some(1));
    assert_eq!(failure.said.lines().count(), 1, "{}", failure.said);
    assert!(
        failure.said.contains("/nonexistent") && failure.said.contains("get it with"),
        "{}",
        failure.said
    );
    assert!(!home.path().join(".data").exists());
}

#[test]
fn a_taken_port_is_said_with_the_variable_to_set() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    let home = Home::mine();
    for (option, variable) in [("--listen", "LISTEN"), ("--metrics-listen", "METRICS_LISTEN")] {
        let mut command = home.program();
        command.arg(format!("{option}={address}"));
        let failure = Failure::of(command);
        assert_eq!(failure.status.code(), Some(1));
        assert!(
            failure.said.contains(&format!("set {variable} to")),
            "{}",
            failure.said
        );
        assert!(home.server().is_none(), "PostgreSQL stops again");
    }
}

#[test]
fn data_of_another_version_are_not_touched() {
    let home = Home::mine();
    let data = home.path().join(".data/postgres/data");
    fs::create_dir_all(&data).expect("a folder");
    fs::write(data.join("PG_VERSION"), "9.6\n").expect("the version's file");

    let failure = Failure::of(home.program());
    assert_eq!(failure.status.code(), Some(1));
    assert!(
        failure.said.contains("made by PostgreSQL 9.6"),
        "{}",
        failure.said
    );
    assert_eq!(fs::read_dir(&data).expect("the folder").count(), 1);
}
