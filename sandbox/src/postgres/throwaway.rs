//! A server for the tests of one process, gone with that process however it ends.

use std::collections::HashSet;
use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::sync::Mutex;

use super::error::PostgresError;
use super::owner::Owner;
use super::programs::Programs;
use super::server::{Server, Shutdown};
use super::{Install, Options, find_programs, place};

/// Waits for the end of its standard input, which the test process holds open, then clears up after it. A test
/// killed while the server starts leaves a server that is not there yet: hence more than one try.
const WATCH: &str = r#"
trap '' HUP INT TERM
cat
for try in 1 2 3 4 5; do
    "$1" --pgdata=data --mode=immediate --wait --silent stop && break
    sleep 1
done
cd / && rm -rf "$2"
"#;

/// Where the folders of these servers are: a path short enough for a socket, and open to every user.
const PARENT: &str = "/tmp";
const PREFIX: &str = "wq-test-";

/// A server without a care for durability, in a folder of its own under `/tmp`.
#[derive(Debug)]
pub struct Throwaway {
    server: Server,
    databases: AtomicU32,
    templates: Mutex<HashSet<String>>,
    /// The shell that clears up, and the pipe that it listens to.
    watcher: Child,
    /// Tells other test processes that this one is alive.
    _lock: File,
}

impl Throwaway {
    /// The one server of this test process, started by whoever asks first.
    ///
    /// # Errors
    /// As [`Throwaway::start`]; the same for every caller.
    pub fn shared() -> Result<&'static Self, &'static PostgresError> {
        static SHARED: OnceLock<Result<Throwaway, PostgresError>> = OnceLock::new();
        SHARED.get_or_init(Self::start).as_ref()
    }

    /// Starts a server. Blocks for a second or two.
    ///
    /// # Errors
    /// As [`super::PrivatePostgres::start`].
    pub fn start() -> Result<Self, PostgresError> {
        let options = Options {
            install: Install::Allowed,
            durable: false,
            programs: std::env::var_os("PG_BIN").map(PathBuf::from),
            tell: |line| eprintln!("{line}"),
        };
        let programs = find_programs(&options)?.swap_remove(0);
        let owner = Owner::of_a_new_folder()?;
        sweep(&owner, &programs);
        let folder = new_folder(&owner)?;
        let lock = place::lock(&folder)?;
        let server = Server {
            programs,
            owner,
            socket: folder.clone(),
            folder,
            durable: false,
        };
        let watcher = watch(&server)?;
        server.create_if_new()?;
        server.start()?;
        Ok(Self {
            server,
            databases: AtomicU32::new(0),
            templates: Mutex::default(),
            watcher,
            _lock: lock,
        })
    }

    /// The folder of its data, log and socket.
    pub fn folder(&self) -> &Path {
        &self.server.folder
    }

    /// Stops the server, which ends every session, and starts it again after `pause`: what an outage of the database is
    /// like to others. Not as in a crash: these servers write late, and would forget what they had committed.
    ///
    /// # Errors
    /// Where it does not stop or start.
    pub fn restart(&self, pause: Duration) -> Result<(), PostgresError> {
        self.server.stop(Shutdown::Fast)?;
        std::thread::sleep(pause);
        self.server.start().map(drop)
    }

    /// Makes a database for one test: empty, or a copy of `template`. Returns its address.
    ///
    /// # Errors
    /// Where the server refuses, as when somebody stays connected to the template.
    pub async fn database(&self, template: Option<&str>) -> Result<String, PostgresError> {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.server.create_database(&name, template).await?;
        Ok(self.server.url(&name))
    }

    /// Makes the template database `name` unless this process has it already. `prepare` fills it, given its
    /// address, and leaves no connection open. Returns the name, for [`Throwaway::database`].
    ///
    /// # Errors
    /// Where the server refuses, or `prepare` fails.
    pub async fn template<'n, E>(
        &self,
        name: &'n str,
        prepare: impl AsyncFnOnce(String) -> Result<(), E>,
    ) -> Result<&'n str, E>
    where
        E: From<PostgresError>,
    {
        let mut templates = self.templates.lock().await;
        if !templates.contains(name) {
            self.server.create_database(name, None).await?;
            prepare(self.server.url(name)).await?;
            templates.insert(name.to_owned());
        }
        Ok(name)
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        // Nobody is left to hear that the shell failed, and the next test process sweeps.
        let _ = self.watcher.wait();
    }
}

/// Makes a folder that no other process has: the process's number, and a count within it.
fn new_folder(owner: &Owner) -> Result<PathBuf, PostgresError> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = Path::new(PARENT).join(format!("{PREFIX}{}-{count}", process::id()));
        if place::create(&folder, owner)? {
            return Ok(folder);
        }
    }
}

/// Starts the shell that stops the server and removes its folder once this process has ended.
fn watch(server: &Server) -> Result<Child, PostgresError> {
    let shell = Path::new("/bin/sh");
    server
        .owner
        .command(shell, &server.folder)
        .args(["-c", WATCH, "wq-test-watch"])
        .arg(server.programs.pg_ctl())
        .arg(&server.folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(PostgresError::file(shell))
}

/// Removes what is left of test processes whose shell was killed as well, as when a container ends.
///
/// A folder that nobody holds locked is nobody's; a fresh one may not be locked yet.
fn sweep(owner: &Owner, programs: &Programs) {
    for folder in leftovers(owner) {
        let Ok(_lock) = place::lock(&folder) else { continue };
        let server = Server {
            programs: programs.clone(),
            owner: owner.clone(),
            socket: folder.clone(),
            folder,
            durable: false,
        };
        // Most have no server any more. One that stays alive keeps its folder, for the next sweep.
        let _ = server.stop(Shutdown::Immediate);
        let _ = fs::remove_dir_all(&server.folder);
    }
}

/// The folders of this user's earlier servers, but those made within the last minute.
fn leftovers(owner: &Owner) -> Vec<PathBuf> {
    let is_old = |metadata: &fs::Metadata| {
        metadata
            .modified()
            .is_ok_and(|time| time.elapsed().is_ok_and(|age| age > Duration::from_secs(60)))
    };
    fs::read_dir(PARENT)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX))
        .filter(|entry| {
            entry
                .metadata()
                .is_ok_and(|found| found.is_dir() && found.uid() == owner.uid.as_raw() && is_old(&found))
        })
        .map(|entry| entry.path())
        .collect()
}
