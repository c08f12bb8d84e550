//! What the program does besides running the platform.

use std::process::Output;

use diesel_async::SimpleAsyncConnection;
use nix::sys::signal::Signal;

use crate::instance::Home;

fn output(home: &Home, command: &str) -> Output {
    home.program().arg(command).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

#[test]
fn the_rules_are_printed_without_a_database() {
    let home = Home::mine();
    let rules = output(&home, "rules");
    assert!(rules.status.success());
    assert!(said(&rules).starts_with("# The rules"));
    assert!(!home.path().join(".data").exists());
}

#[tokio::test]
async fn the_invariants_are_checked_while_the_platform_runs_and_afterwards() {
    let home = Home::mine();
    let program = home.start();
    let sound = output(&home, "check");
    assert!(sound.status.success(), "{}", said(&sound));
    let is_asked = |line: &&str| line.starts_with('I') || line.starts_with("kept");
    assert_eq!(said(&sound).lines().filter(is_asked).count(), 8);

    let mut connection = home.server().expect("a server").connect().await;
    connection
        .batch_execute("UPDATE messages SET state = 'owed' WHERE id = (SELECT min(id) FROM messages)")
        .await
        .expect("a message gets lost");
    assert!(program.end(Signal::SIGTERM).success());
    let broken = output(&home, "check");
    assert_eq!(broken.status.code(), Some(1), "{}", said(&broken));
    assert!(said(&broken).contains("I7         1  "), "{}", said(&broken));
}

#[tokio::test]
async fn the_demonstration_is_loaded_anew_once_nobody_uses_it() {
    let home = Home::mine();
    let program = home.start();
    let refused = output(&home, "demo-reset");
    assert!(!refused.status.success());
    assert!(
        said(&refused).contains("in use by another wangqian"),
        "{}",
        said(&refused)
    );
    let mut connection = home.server().expect("a server").connect().await;
    connection
        .batch_execute("DELETE FROM warnings")
        .await
        .expect("the warnings go");
    assert!(program.end(Signal::SIGTERM).success());

    let anew = output(&home, "demo-reset");
    assert!(anew.status.success(), "{}", said(&anew));
    let program = home.start();
    let mut connection = home.server().expect("a server").connect().await;
    connection
        .batch_execute("SELECT 1 / count(*) FROM warnings")
        .await
        .expect("the warnings are back");
    assert!(program.end(Signal::SIGTERM).success());
}

#[test]
fn a_database_of_one_s_own_is_never_reset() {
    let home = Home::mine();
    let mut command = home.program();
    command
        .env("DATABASE_URL", "postgres://someone@127.0.0.1:1/theirs")
        .arg("demo-reset");
    let refused = command.output().expect("the program runs");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        said(&refused).contains("private database only"),
        "{}",
        said(&refused)
    );
}
