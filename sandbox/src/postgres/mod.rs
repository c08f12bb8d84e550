//! A private PostgreSQL server for one folder of data.
//!
//! `cargo run` and every test need a PostgreSQL, and a newcomer has none that they may use freely. So the program
//! starts one of its own: nothing of it is in the system's folders, it opens no TCP port, and it stops with its
//! process. `docs/decisions/private-postgresql.md` says why.

mod error;
mod install;
mod owner;
mod pid_file;
mod place;
mod programs;
mod server;
#[cfg(test)]
mod tests;
pub mod throwaway;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use diesel::OptionalExtension;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};

pub use error::PostgresError;
use install::Apt;
use owner::Owner;
use pid_file::{PidFile, ServerProcess};
use programs::{Programs, usual_folders};
use server::{Server, Shutdown, Started};

/// Whether missing programs may be installed from the system's packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Install {
    /// Yes, where this process is root on Debian or Ubuntu.
    Allowed,
    /// No: missing programs are an error.
    Forbidden,
}

/// How a private server is found and run.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether missing programs may be installed.
    pub install: Install,
    /// Whether a commit survives the loss of power. Tests do without, for speed.
    pub durable: bool,
    /// The only folder in which the programs are looked for (`PG_BIN`); otherwise PATH and the usual ones.
    pub programs: Option<PathBuf>,
    /// Hears, in one line each, what is done and takes long or may surprise.
    pub tell: fn(&str),
}

/// A running server that belongs to this process. Dropping it stops it as well, but cannot say that it failed.
#[derive(Debug)]
pub struct PrivatePostgres {
    server: Server,
    stopped: bool,
    /// Keeps a second process out of the folder.
    _lock: File,
}

impl PrivatePostgres {
    /// Starts the server whose data are in `dir`, making them on the first start. A server that a killed process
    /// left there is taken over. Blocks until the server answers.
    ///
    /// # Errors
    /// Where there are no programs (nothing is written then), where another process uses the folder, where the
    /// folder is another user's, and where a program of PostgreSQL fails.
    pub fn start(dir: &Path, options: &Options) -> Result<Self, PostgresError> {
        let found = find_programs(options)?;
        let owner = Owner::of(dir)?;
        let folder = place::data_folder(dir, &owner, &found[0], options.tell)?;
        let lock = place::lock(&folder)?;
        let programs = programs_for(&folder, found)?;
        let socket = place::socket_folder(&folder, &owner);
        place::make_private_folder(&socket, &owner)?;
        let server = Server {
            programs,
            owner,
            folder,
            socket,
            durable: options.durable,
        };
        if server.create_if_new()? {
            (options.tell)(&format!(
                "PostgreSQL: made a new data folder in {}",
                server.folder.display()
            ));
        }
        if server.start()? == Started::Adopted {
            (options.tell)("PostgreSQL: took over the server that an earlier process left running");
        }
        Ok(Self {
            server,
            stopped: false,
            _lock: lock,
        })
    }

    /// The address of a database: over the socket, as superuser.
    pub fn url(&self, database: &str) -> String {
        self.server.url(database)
    }

    /// The folder of the data and the log (`postgres.log`).
    pub fn folder(&self) -> &Path {
        &self.server.folder
    }

    /// Makes the database where there is none. Returns its address.
    ///
    /// # Errors
    /// Where the server refuses.
    pub async fn ensure_database(&self, name: &str) -> Result<String, PostgresError> {
        let mut connection = AsyncPgConnection::establish(&self.url("postgres")).await?;
        let found: Option<DatabaseName> =
            diesel::sql_query("SELECT datname::text AS name FROM pg_database WHERE datname = $1")
                .bind::<diesel::sql_types::Text, _>(name)
                .get_result(&mut connection)
                .await
                .optional()?;
        if found.is_none() {
            self.server.create_database(name, None).await?;
        }
        Ok(self.url(name))
    }

    /// Stops the server: sessions end, everything is written. Blocks until it is gone.
    ///
    /// # Errors
    /// Where `pg_ctl` fails; the server may then still run, and the next start takes it over.
    pub fn stop(mut self) -> Result<(), PostgresError> {
        self.stopped = true;
        self.shut_down()
    }

    fn shut_down(&self) -> Result<(), PostgresError> {
        self.server.stop(Shutdown::Fast)?;
        // The next start makes it again; one that stays is only untidy.
        let _ = fs::remove_dir(&self.server.socket);
        Ok(())
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        if !self.stopped
            && let Err(error) = self.shut_down()
        {
            tracing::warn!(%error, "the private PostgreSQL did not stop");
        }
    }
}

/// The address of a database of the server that another process of this user runs on the data of `dir`. None where no
/// server runs there.
pub fn address_of_running(dir: &Path, database: &str) -> Option<String> {
    let owner = Owner::of(dir).ok()?;
    let folders = place::possible_folders(dir, &owner).ok()?;
    let mut servers = folders
        .iter()
        .filter_map(|folder| PidFile::read(&folder.join("data")));
    let server = servers.find(|server| server.ready && server.process(&owner) == ServerProcess::Alive)?;
    Some(server::url(&server.socket, database))
}

#[derive(diesel::QueryableByName)]
struct DatabaseName {
    #[diesel(sql_type = diesel::sql_types::Text)]
    #[diesel(column_name = name)]
    _name: String,
}

/// Every PostgreSQL that can be used, best first: never empty. Installs one where there is none and that is allowed.
fn find_programs(options: &Options) -> Result<Vec<Programs>, PostgresError> {
    found_or_installed(options, usual_folders, Apt::of_this_system())
}

/// The same on a system with these folders, looked at anew after an installation, and with this apt.
fn found_or_installed(
    options: &Options,
    usual_folders: impl Fn() -> Vec<PathBuf>,
    apt: Option<Apt>,
) -> Result<Vec<Programs>, PostgresError> {
    let only_in = options.programs.as_deref();
    let mut found = match only_in {
        Some(folder) => Programs::find(&[folder.to_path_buf()]),
        None => Programs::find(&usual_folders()),
    };
    let allowed = only_in.is_none() && options.install == Install::Allowed;
    if found.is_empty()
        && let Some(apt) = apt.filter(|_| allowed)
    {
        (options.tell)(
            "PostgreSQL is missing: installing the system's package postgresql (--no-install forbids it)",
        );
        apt.install()?;
        found = Programs::find(&usual_folders());
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let looked_in = match only_in {
        Some(folder) => format!("in {} (PG_BIN)", folder.display()),
        None => "in PATH and the usual folders".to_owned(),
    };
    Err(PostgresError::NoPrograms {
        looked_in,
        advice: install::advice(),
    })
}

/// The programs for the data in `folder`: of the version that made them, or the best where there are no data yet.
fn programs_for(folder: &Path, mut found: Vec<Programs>) -> Result<Programs, PostgresError> {
    let Ok(made_by) = fs::read_to_string(folder.join("data/PG_VERSION")) else {
        return Ok(found.swap_remove(0));
    };
    let made_by = made_by.trim();
    let versions: Vec<String> = found.iter().map(|programs| programs.major.to_string()).collect();
    versions
        .iter()
        .position(|version| version == made_by)
        .map(|index| found.swap_remove(index))
        .ok_or_else(|| PostgresError::OtherVersion {
            folder: folder.to_path_buf(),
            made_by: made_by.to_owned(),
            found: versions.join(", "),
        })
}
