//! The user that the server runs as. PostgreSQL refuses to run as root.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use nix::unistd::{Gid, Uid, User, getegid, geteuid};

use super::error::PostgresError;

/// The user that the server runs as, and that owns its folder.
#[derive(Clone, Debug)]
pub(super) struct Owner {
    pub name: String,
    pub uid: Uid,
    gid: Gid,
}

impl Owner {
    /// The user for a server in `folder`. Root runs it as the folder's owner, so that a folder keeps its user.
    pub fn of(folder: &Path) -> Result<Self, PostgresError> {
        match fs::metadata(folder) {
            Ok(found) if geteuid().is_root() && found.uid() != 0 => Ok(Self::by_uid(
                Uid::from_raw(found.uid()),
                Gid::from_raw(found.gid()),
            )),
            _ => Self::of_a_new_folder(),
        }
    }

    /// The user for a server whose folder is yet to be made: oneself; under root `postgres`, which Debian's packages
    /// bring, else `nobody`.
    pub fn of_a_new_folder() -> Result<Self, PostgresError> {
        let me = geteuid();
        if !me.is_root() {
            return Ok(Self::by_uid(me, getegid()));
        }
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| User::from_name(name).ok().flatten())
            .map(|user| Self {
                name: user.name,
                uid: user.uid,
                gid: user.gid,
            })
            .ok_or(PostgresError::NoUser)
    }

    fn by_uid(uid: Uid, gid: Gid) -> Self {
        match User::from_uid(uid) {
            Ok(Some(user)) => Self {
                name: user.name,
                uid,
                gid: user.gid,
            },
            _ => Self {
                name: uid.to_string(),
                uid,
                gid,
            },
        }
    }

    /// Whether the server runs as the user of this process.
    pub fn is_me(&self) -> bool {
        self.uid == geteuid()
    }

    /// A command run as this user in `folder`, without this process's environment, standard input or signals.
    ///
    /// A process group of its own keeps the terminal's Ctrl-C from reaching `initdb` or the server: this process
    /// hears it and stops them in order.
    pub fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(folder)
            .env_clear()
            .envs([("LC_ALL", "C"), ("PATH", "/usr/local/bin:/usr/bin:/bin")])
            .stdin(Stdio::null())
            .process_group(0);
        if !self.is_me() {
            // The standard library also drops the supplementary groups where it sets the user.
            command.uid(self.uid.as_raw()).gid(self.gid.as_raw());
        }
        command
    }

    /// Whether this user can enter `folder`: asked of the system, which knows of every mode and access list.
    pub fn reaches(&self, folder: &Path, program: &Path) -> bool {
        self.command(program, folder)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// Hands a folder just made to this user.
    pub fn take(&self, folder: &Path) -> Result<(), PostgresError> {
        if self.is_me() {
            return Ok(());
        }
        chown(folder, Some(self.uid.as_raw()), Some(self.gid.as_raw())).map_err(PostgresError::file(folder))
    }
}
