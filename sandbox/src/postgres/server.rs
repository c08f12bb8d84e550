//! One server in one folder: made, started or adopted, asked and stopped.

use std::fs;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};

use super::error::PostgresError;
use super::owner::Owner;
use super::pid_file::{PidFile, ServerProcess};
use super::programs::Programs;

/// The superuser of every private server.
const SUPERUSER: &str = "postgres";
/// Names the socket file; no TCP port is opened.
const SOCKET_FILE: &str = ".s.PGSQL.5432";
/// A server recovering after a crash answers within this time.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a server is stopped.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shutdown {
    /// Sessions end, everything is written.
    Fast,
    /// At once; the next start recovers.
    Immediate,
}

/// What a start found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Started {
    /// The server was started.
    New,
    /// A server that an earlier process had left behind was taken over.
    Adopted,
}

/// A server with its data in `folder/data`, its log in `folder/postgres.log` and its socket in `socket`.
#[derive(Debug)]
pub(super) struct Server {
    pub programs: Programs,
    pub owner: Owner,
    pub folder: PathBuf,
    pub socket: PathBuf,
    /// Whether a commit survives the machine's power; without, tests run faster.
    pub durable: bool,
}

impl Server {
    /// Makes the data folder where there is none. A half-made one, of a start that was killed, is made again.
    pub fn create_if_new(&self) -> Result<bool, PostgresError> {
        let data = self.data();
        if data.exists() {
            return Ok(false);
        }
        let half_made = self.folder.join("data.new");
        if half_made.exists() {
            fs::remove_dir_all(&half_made).map_err(PostgresError::file(&half_made))?;
        }
        let mut initdb = self.owner.command(&self.programs.initdb(), &self.folder);
        initdb.args(["--pgdata=data.new", "--encoding=UTF8", "--locale=C"]);
        initdb.args(["--username", SUPERUSER]);
        // Whoever can enter the socket's folder is the owner or root, and may do everything to the data anyway.
        // A password would have to lie in the same folder, and `peer` would tie every database role to a user.
        initdb.args(["--auth-local=trust", "--auth-host=reject"]);
        if !self.durable {
            initdb.arg("--no-sync");
        }
        run(initdb)?;
        fs::rename(&half_made, &data).map_err(PostgresError::file(&data))?;
        Ok(true)
    }

    /// Starts the server, or takes over the one that lives in the folder already.
    pub fn start(&self) -> Result<Started, PostgresError> {
        let deadline = Instant::now() + PATIENCE;
        while let Some(found) = PidFile::read(&self.data()) {
            match found.process(&self.owner) {
                ServerProcess::Gone => break,
                ServerProcess::Somebody => {
                    // PostgreSQL would take the stranger with the old number for its own server.
                    self.forget()?;
                    break;
                }
                ServerProcess::Alive if found.socket != self.socket => self.stop(Shutdown::Fast)?,
                ServerProcess::Alive if found.ready && self.answers() => return Ok(Started::Adopted),
                ServerProcess::Alive if Instant::now() > deadline => {
                    return Err(PostgresError::Silent {
                        folder: self.folder.clone(),
                        pid: found.pid,
                    });
                }
                ServerProcess::Alive => sleep(Duration::from_millis(50)),
            }
        }
        self.start_new().map(|()| Started::New)
    }

    /// Starts the server, and again while the last one's children still hold its memory after a `kill -9`.
    fn start_new(&self) -> Result<(), PostgresError> {
        let deadline = Instant::now() + Duration::from_secs(10);
        loop {
            let log_before = self.log().len();
            let Err(error) =
                run(self.pg_ctl(&["--options", &self.settings(), "--log=postgres.log", "start"]))
            else {
                return Ok(());
            };
            let log = self.log();
            let said = log.get(log_before..).unwrap_or_default();
            if !said.contains("shared memory block") || Instant::now() > deadline {
                return Err(match error {
                    // pg_ctl only points to the log.
                    PostgresError::Program { program, .. } if !said.is_empty() => PostgresError::Program {
                        program,
                        output: last_lines(said),
                    },
                    other => other,
                });
            }
            sleep(Duration::from_millis(200));
        }
    }

    /// Stops the server and waits until it is gone.
    pub fn stop(&self, how: Shutdown) -> Result<(), PostgresError> {
        let mode = match how {
            Shutdown::Fast => "--mode=fast",
            Shutdown::Immediate => "--mode=immediate",
        };
        run(self.pg_ctl(&[mode, "stop"]))
    }

    /// The address of a database, over the socket and as superuser.
    pub fn url(&self, database: &str) -> String {
        url(&self.socket, database)
    }

    /// Makes an empty database, or a copy of `template`. Nobody may be connected to the template meanwhile.
    pub async fn create_database(&self, name: &str, template: Option<&str>) -> Result<(), PostgresError> {
        let template = template
            .map(|template| format!(" TEMPLATE \"{template}\""))
            .unwrap_or_default();
        let mut connection = AsyncPgConnection::establish(&self.url("postgres")).await?;
        Ok(connection
            .batch_execute(&format!("CREATE DATABASE \"{name}\"{template}"))
            .await?)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn log(&self) -> String {
        fs::read(self.folder.join("postgres.log"))
            .map(|log| String::from_utf8_lossy(&log).into_owned())
            .unwrap_or_default()
    }

    fn answers(&self) -> bool {
        UnixStream::connect(self.socket.join(SOCKET_FILE)).is_ok()
    }

    /// Removes the files that a dead server left and that name its process.
    fn forget(&self) -> Result<(), PostgresError> {
        let socket_lock = self.socket.join(format!("{SOCKET_FILE}.lock"));
        for file in [
            PidFile::path(&self.data()),
            socket_lock,
            self.socket.join(SOCKET_FILE),
        ] {
            if file.exists() {
                fs::remove_file(&file).map_err(PostgresError::file(&file))?;
            }
        }
        Ok(())
    }

    /// `pg_ctl` in the server's folder, with relative paths: it passes them through a shell.
    fn pg_ctl(&self, arguments: &[&str]) -> Command {
        let mut command = self.owner.command(&self.programs.pg_ctl(), &self.folder);
        command
            .args(["--pgdata=data", "--wait", "--timeout=60", "--silent"])
            .args(arguments);
        command
    }

    /// The settings, as the server's command line. None holds a space or a quote.
    ///
    /// Error messages go to the log without the rows and statements they are about: these hold personal data.
    fn settings(&self) -> String {
        let mut settings = vec![
            "listen_addresses=".to_owned(),
            format!("unix_socket_directories={}", self.socket.display()),
            "log_error_verbosity=terse".to_owned(),
            "log_min_error_statement=panic".to_owned(),
            "timezone=UTC".to_owned(),
        ];
        let by_use: &[&str] = if self.durable {
            // A large school is held in memory, as any installation of its size would be set.
            &["max_connections=100", "shared_buffers=1GB"]
        } else {
            &[
                "max_connections=400",
                "shared_buffers=128MB",
                "fsync=off",
                "full_page_writes=off",
                "synchronous_commit=off",
            ]
        };
        settings.extend(by_use.iter().map(|&setting| setting.to_owned()));
        settings
            .iter()
            .map(|setting| format!("-c {setting}"))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The address of a database of the server with this socket, as superuser.
pub(super) fn url(socket: &Path, database: &str) -> String {
    format!("postgres://{SUPERUSER}@/{database}?host={}", socket.display())
}

/// Runs a program to its end. The server itself writes to its log, so nothing outlives the program's output.
fn run(mut command: Command) -> Result<(), PostgresError> {
    let program = PathBuf::from(command.get_program());
    let output = command.output().map_err(PostgresError::file(&program))?;
    if output.status.success() {
        return Ok(());
    }
    Err(PostgresError::Program {
        program: program
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        output: last_lines(&String::from_utf8_lossy(&output.stderr)),
    })
}

/// The last lines of an output, as one.
fn last_lines(output: &str) -> String {
    let lines: Vec<&str> = output
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines[lines.len().saturating_sub(3)..].join("; ")
}
