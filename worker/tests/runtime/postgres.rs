//! A throw-away PostgreSQL for this test process, and a database of its own for each test.

use std::{
    io::Write,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
    thread::sleep,
    time::Duration,
};

use diesel_async::{
    AsyncPgConnection, SimpleAsyncConnection,
    pooled_connection::{AsyncDieselConnectionManager, bb8::Pool},
};
use nix::unistd::{User, chown, geteuid};

const UP: &str = include_str!("../../../migrations/2026-11-22-000500_jobs/up.sql");

static SHARED: LazyLock<Server> = LazyLock::new(Server::create);
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// A pool and the URL of a new database with the job tables.
pub async fn database() -> (Pool<AsyncPgConnection>, String) {
    SHARED.database().await
}

/// A pool for a database that exists.
pub async fn pool(url: &str) -> Pool<AsyncPgConnection> {
    Pool::builder()
        .max_size(8)
        .build(AsyncDieselConnectionManager::new(url))
        .await
        .unwrap()
}

/// A PostgreSQL server that ends with this process, however it ends.
pub struct Server {
    folder: PathBuf,
    /// A shell that stops the server once its standard input ends.
    guard: Child,
}

impl Server {
    /// Makes a cluster and starts it.
    pub fn create() -> Server {
        let folder = tempfile::Builder::new()
            .prefix("wq-jobs-")
            .tempdir()
            .unwrap()
            .keep();
        if let Some(user) = server_user() {
            chown(&folder, Some(user.uid), Some(user.gid)).unwrap();
        }
        let made = as_server_user("initdb")
            .args([
                "--no-sync",
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
            ])
            .arg(folder.join("data"))
            .stdout(Stdio::null())
            .status();
        assert!(made.unwrap().success());
        let server = Server {
            guard: start(&folder),
            folder,
        };
        server.wait_until_ready();
        server
    }

    /// Stops the server, as in a crash, and starts it again after `pause`.
    pub fn restart(&mut self, pause: Duration) {
        writeln!(self.guard.stdin.take().unwrap(), "keep").unwrap();
        self.guard.wait().unwrap();
        sleep(pause);
        self.guard = start(&self.folder);
        self.wait_until_ready();
    }

    fn wait_until_ready(&self) {
        let ready = || {
            as_server_user("pg_isready")
                .arg("-q")
                .arg("-h")
                .arg(&self.folder)
                .status()
                .unwrap()
                .success()
        };
        let started = (0..400).any(|_| {
            sleep(Duration::from_millis(50));
            ready()
        });
        assert!(
            started,
            "PostgreSQL did not start, see {}/log",
            self.folder.display()
        );
    }

    /// A pool and the URL of a new database with the job tables.
    pub async fn database(&self) -> (Pool<AsyncPgConnection>, String) {
        let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
        let admin = pool(&self.url("postgres")).await;
        admin
            .get()
            .await
            .unwrap()
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .await
            .unwrap();
        let url = self.url(&name);
        let pool = pool(&url).await;
        pool.get().await.unwrap().batch_execute(UP).await.unwrap();
        (pool, url)
    }

    fn url(&self, database: &str) -> String {
        format!(
            "postgres://postgres@{}/{database}",
            self.folder.display().to_string().replace('/', "%2F")
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
    }
}

/// Starts the server under a shell that reads a pipe from us. A line stops the server; the pipe's end, which also comes
/// when we are killed, removes its folder as well.
fn start(folder: &Path) -> Child {
    let script = r#"
        cd "$1" || exit 1
        postgres -D data -k "$1" -c listen_addresses= -c fsync=off -c max_connections=200 >log 2>&1 &
        server=$!
        read -r line
        kill -QUIT $server
        wait $server
        [ "$line" = keep ] || rm -rf "$1"
    "#;
    as_server_user("sh")
        .args(["-c", script, "sh"])
        .arg(folder)
        .stdin(Stdio::piped())
        .process_group(0) // an interrupt at the terminal must leave the shell time to clean up
        .spawn()
        .unwrap()
}

/// PostgreSQL refuses to run as root.
fn server_user() -> Option<User> {
    geteuid()
        .is_root()
        .then(|| User::from_name("postgres").unwrap().expect("a user `postgres`"))
}

fn as_server_user(program: &str) -> Command {
    let mut command = Command::new(program);
    if let Some(user) = server_user() {
        command
            .uid(user.uid.as_raw())
            .gid(user.gid.as_raw())
            .current_dir("/");
    }
    command
}
