//! What can go wrong with a private server, each said in one line that names the way out.

use std::io;
use std::path::{Path, PathBuf};

/// Why a private PostgreSQL could not be found, started, asked or stopped.
#[derive(Debug, thiserror::Error)]
pub enum PostgresError {
    /// No programs of a usable version are on this machine, and none were to be installed.
    #[error("PostgreSQL 14 or newer was not found {looked_in}; get it with: {advice}")]
    NoPrograms {
        /// Where it was looked for, as words.
        looked_in: String,
        /// The command that installs it on this system.
        advice: &'static str,
    },
    /// The system's package manager refused.
    #[error("installing PostgreSQL failed: {0}")]
    Install(String),
    /// The server's user may not run the programs (a folder above them is closed to it).
    #[error("the user {user} may not run {program}; set PG_BIN to a folder open to everyone")]
    ProgramOutOfReach {
        /// The program that could not be run.
        program: PathBuf,
        /// The user that PostgreSQL would run as.
        user: String,
    },
    /// Run as root, and the machine has no other user that could run the server.
    #[error("PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody")]
    NoUser,
    /// A live process holds the folder.
    #[error("{} is in use by another wangqian; stop it first, or choose another --data-dir", .0.display())]
    InUse(PathBuf),
    /// The folder is somebody else's, or open to others.
    #[error("{} must belong to {user} alone; remove it, or choose another --data-dir", folder.display())]
    NotOurs {
        /// The folder in question.
        folder: PathBuf,
        /// The user that should own it.
        user: String,
    },
    /// The data were written by a major version that is not installed.
    #[error("{} was made by PostgreSQL {made_by}, which is not installed (found: {found})", folder.display())]
    OtherVersion {
        /// The data folder.
        folder: PathBuf,
        /// The major version that made it.
        made_by: String,
        /// The major versions found.
        found: String,
    },
    /// One of PostgreSQL's programs failed.
    #[error("{program} failed: {output}")]
    Program {
        /// The program's name.
        program: String,
        /// What it said last.
        output: String,
    },
    /// A server lives in the folder but does not answer on the socket.
    #[error("the PostgreSQL in {} (process {pid}) does not answer", folder.display())]
    Silent {
        /// The server's folder.
        folder: PathBuf,
        /// The server's process.
        pid: i32,
    },
    /// A file or folder could not be read, made or locked.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// The server refused a connection.
    #[error("cannot connect to the private PostgreSQL: {0}")]
    Connect(#[from] diesel::ConnectionError),
    /// The server refused a statement.
    #[error("the private PostgreSQL refused: {0}")]
    Query(#[from] diesel::result::Error),
}

impl PostgresError {
    /// Wraps the system's answer with the path it was about.
    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File { path, source }
    }
}
