//! Gets PostgreSQL's programs from the system's own packages, or says how.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::unistd::geteuid;

use super::error::PostgresError;

/// The system's apt, for whoever may install packages.
pub(super) struct Apt {
    /// `apt-get`.
    pub program: PathBuf,
    /// Debian's package starts a server of its own at installation unless a file in this folder forbids it.
    pub settings: PathBuf,
}

impl Apt {
    /// That of this system; none where there is none, or this process is not root.
    pub fn of_this_system() -> Option<Self> {
        let apt = Self {
            program: "/usr/bin/apt-get".into(),
            settings: "/etc/postgresql-common/createcluster.d".into(),
        };
        (geteuid().is_root() && apt.program.exists()).then_some(apt)
    }

    /// Installs the system's `postgresql` package and nothing that it merely recommends.
    ///
    /// The settings file that keeps the package from starting a server on port 5432 is there only meanwhile, so that
    /// whoever installs another version later gets Debian's usual behaviour.
    pub fn install(&self) -> Result<(), PostgresError> {
        let settings = self.settings.as_path();
        let forbid = settings.join("wangqian.conf");
        fs::create_dir_all(settings).map_err(PostgresError::file(settings))?;
        // Two test programs may find PostgreSQL missing at once; the second then has nothing left to install.
        let turn = File::open(settings).map_err(PostgresError::file(settings))?;
        turn.lock().map_err(PostgresError::file(settings))?;
        fs::write(&forbid, "create_main_cluster = false\n").map_err(PostgresError::file(&forbid))?;
        let installed = self
            .run(&["update"])
            .and_then(|()| self.run(&["install", "--yes", "--no-install-recommends", "postgresql"]));
        fs::remove_file(&forbid).map_err(PostgresError::file(&forbid))?;
        installed
    }

    /// Runs apt quietly, without questions, waiting for another apt to finish first.
    fn run(&self, arguments: &[&str]) -> Result<(), PostgresError> {
        let output = Command::new(&self.program)
            .args(["-qq", "-o", "DPkg::Lock::Timeout=300"])
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            // apt and dpkg refuse to work without a PATH that holds the system's programs.
            .env(
                "PATH",
                "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            )
            .output()
            .map_err(PostgresError::file(&self.program))?;
        if output.status.success() {
            return Ok(());
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        let last = errors
            .lines()
            .rfind(|line| !line.trim().is_empty())
            .unwrap_or("apt-get gave no reason");
        Err(PostgresError::Install(last.to_owned()))
    }
}

/// The command that gets PostgreSQL on this system, by the package manager that is there.
pub(super) fn advice() -> &'static str {
    const KNOWN: [(&str, &str); 7] = [
        ("/usr/bin/apt-get", "sudo apt-get install postgresql"),
        ("/usr/bin/dnf", "sudo dnf install postgresql-server"),
        ("/usr/bin/zypper", "sudo zypper install postgresql-server"),
        ("/usr/bin/pacman", "sudo pacman -S postgresql"),
        ("/sbin/apk", "sudo apk add postgresql"),
        ("/opt/homebrew/bin/brew", "brew install postgresql@17"),
        ("/usr/local/bin/brew", "brew install postgresql@17"),
    ];
    KNOWN
        .iter()
        .find(|(manager, _)| Path::new(manager).exists())
        .map_or(
            "the packages of your system, or https://www.postgresql.org/download/",
            |(_, command)| command,
        )
}
