//! Folders that are hard to live in.

use std::fs;
use std::path::PathBuf;

use nix::sys::signal::Signal;

use crate::instance::{Failure, Home, Instance, Server};

#[test]
fn root_keeps_the_data_where_the_server_can_reach_them() {
    let Some(home) = Home::closed() else { return };
    let first = home.start();
    let line = first
        .said
        .lines()
        .find(|line| line.contains("cannot enter"))
        .expect("a line about it");
    let elsewhere = PathBuf::from(line.rsplit(' ').next().expect("the folder comes last"));
    assert!(elsewhere.starts_with("/var/tmp"), "{}", elsewhere.display());
    assert!(Server::in_folder(&elsewhere).is_some());
    first.end(Signal::SIGTERM);

    let second = home.start();
    assert!(
        !second.said.contains("made a new data folder"),
        "the same folder again:\n{}",
        second.said
    );
    assert!(second.end(Signal::SIGTERM).success());
    fs::remove_dir_all(&elsewhere).expect("the data go again");
}

#[test]
fn a_long_path_with_spaces_and_dollars_is_no_obstacle() {
    let home = Home::mine();
    let folder = home
        .path()
        .join("a folder named \"$HOME\"")
        .join("of-some-length".repeat(8));
    let mut command = home.program();
    command.arg("--data-dir").arg(&folder);

    let program = Instance::start(command);
    assert!(Server::in_folder(&folder.join("postgres")).is_some());
    assert!(program.end(Signal::SIGTERM).success());
}

#[test]
fn a_second_program_in_the_same_folder_is_told_so() {
    let home = Home::mine();
    let first = home.start();
    let server = home.server().expect("a server").pid;

    let second = Failure::of(home.program());
    assert!(!second.status.success());
    assert!(
        second.said.contains("in use by another wangqian"),
        "{}",
        second.said
    );
    assert_eq!(
        home.server().map(|server| server.pid),
        Some(server),
        "the first keeps its server"
    );
    assert!(first.end(Signal::SIGTERM).success());
}
