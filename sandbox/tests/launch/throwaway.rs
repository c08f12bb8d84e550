//! The server that the tests of one process share.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use wq_sandbox::postgres::PostgresError;
use wq_sandbox::postgres::throwaway::Throwaway;

#[tokio::test]
async fn databases_of_a_template_are_alike_and_apart() {
    let server = Throwaway::shared().expect("a server for the tests");
    let prepare = async |url: String| -> Result<(), PostgresError> {
        let mut connection = AsyncPgConnection::establish(&url).await?;
        Ok(connection.batch_execute("CREATE TABLE shared (id int)").await?)
    };
    let template = server.template("alike", prepare).await.expect("a template");
    let template_again = server
        .template("alike", prepare)
        .await
        .expect("the same template");
    assert_eq!(template, template_again);

    let (one, other) = tokio::try_join!(server.database(Some(template)), server.database(Some(template)))
        .expect("two databases at once");
    let mut connection = AsyncPgConnection::establish(&one).await.expect("the one");
    connection
        .batch_execute("DROP TABLE shared")
        .await
        .expect("the template's table");
    let mut connection = AsyncPgConnection::establish(&other).await.expect("the other");
    connection
        .batch_execute("SELECT * FROM shared")
        .await
        .expect("the other's table is still there");
}

#[test]
fn a_server_dropped_leaves_nothing() {
    let folder = {
        let server = Throwaway::start().expect("a server");
        server.folder().to_path_buf()
    };
    assert!(!folder.exists());
}

/// Names the variable that makes the test below play the process that is killed.
const PLAY_THE_KILLED: &str = "WQ_TEST_PLAY_THE_KILLED";

#[test]
fn a_killed_test_process_takes_its_server_with_it() {
    if std::env::var_os(PLAY_THE_KILLED).is_some() {
        let server = Throwaway::start().expect("a server");
        eprintln!("folder {}", server.folder().display());
        sleep(Duration::from_secs(60));
        return;
    }
    let mut killed = Command::new(std::env::current_exe().expect("this program"))
        .args([
            "--exact",
            "throwaway::a_killed_test_process_takes_its_server_with_it",
            "--nocapture",
        ])
        .env(PLAY_THE_KILLED, "1")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("this program again");
    let errors = BufReader::new(killed.stderr.take().expect("its errors"));
    let folder = errors
        .lines()
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix("folder ").map(str::to_owned))
        .expect("the folder of its server");
    assert!(Path::new(&folder).join("data/postmaster.pid").exists());
    killed.kill().expect("it lived");
    killed.wait().expect("it ends");

    let deadline = Instant::now() + Duration::from_secs(30);
    while Path::new(&folder).exists() {
        assert!(Instant::now() < deadline, "{folder} is still there");
        sleep(Duration::from_millis(20));
    }
}
