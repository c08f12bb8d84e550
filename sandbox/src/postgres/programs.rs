//! Finds PostgreSQL's programs: in `PG_BIN` alone where it is set, else on PATH, in Debian's and in Homebrew's folders.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest major version that the platform runs on.
const OLDEST: u32 = 14;

/// The programs of one PostgreSQL, all in one folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Programs {
    folder: PathBuf,
    pub major: u32,
}

impl Programs {
    /// The programs in `folder`, where all three are there and of a usable version.
    fn in_folder(folder: &Path) -> Option<Self> {
        // Debian links programs into PATH one by one, from the folder that holds them all.
        let folder = fs::canonicalize(folder.join("postgres"))
            .ok()?
            .parent()?
            .to_path_buf();
        let complete = ["initdb", "pg_ctl"]
            .iter()
            .all(|program| folder.join(program).is_file());
        let answer = Command::new(folder.join("postgres"))
            .arg("--version")
            .env_clear()
            .output()
            .ok()?;
        let major = major_version(&String::from_utf8_lossy(&answer.stdout))?;
        (complete && major >= OLDEST).then_some(Self { folder, major })
    }

    /// Every usable set of programs in these folders, in their order.
    pub fn find(folders: &[PathBuf]) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for programs in folders.iter().filter_map(|folder| Self::in_folder(folder)) {
            if !found.contains(&programs) {
                found.push(programs);
            }
        }
        found
    }

    pub fn postgres(&self) -> PathBuf {
        self.folder.join("postgres")
    }

    pub fn initdb(&self) -> PathBuf {
        self.folder.join("initdb")
    }

    pub fn pg_ctl(&self) -> PathBuf {
        self.folder.join("pg_ctl")
    }
}

/// PATH, then the folders of Debian and of Homebrew (Apple silicon, Intel, Linux), newest version first.
pub(super) fn usual_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect())
        .unwrap_or_default();
    folders.extend(versioned(Path::new("/usr/lib/postgresql"), ""));
    for homebrew in [
        "/opt/homebrew/opt",
        "/usr/local/opt",
        "/home/linuxbrew/.linuxbrew/opt",
    ] {
        folders.extend(versioned(Path::new(homebrew), "postgresql@"));
        folders.push(Path::new(homebrew).join("postgresql/bin"));
    }
    folders
}

/// The `bin` folders of the versions in `parent`, whose names are `prefix` and a number, newest first.
fn versioned(parent: &Path, prefix: &str) -> Vec<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let version = name.to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    versions.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    versions.into_iter().map(|(_, folder)| folder).collect()
}

/// The major version in an answer like `postgres (PostgreSQL) 15.20 (Debian …)` or `… 18beta1`.
fn major_version(answer: &str) -> Option<u32> {
    let version = answer.strip_prefix("postgres (PostgreSQL) ")?;
    let digits = version
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(version.len());
    version[..digits].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_releases_and_betas() {
        assert_eq!(
            major_version("postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(major_version("postgres (PostgreSQL) 18beta1\n"), Some(18));
        assert_eq!(major_version("mysqld 8"), None);
    }

    #[test]
    fn the_newest_version_comes_first_by_number() {
        let folder = env::temp_dir().join(format!("wq-programs-{}", std::process::id()));
        for version in ["9", "14", "17", "notes"] {
            fs::create_dir_all(folder.join(version)).expect("a folder for each version");
        }
        let found = versioned(&folder, "");
        fs::remove_dir_all(&folder).expect("the folders go again");
        assert_eq!(
            found,
            ["17", "14", "9"].map(|version| folder.join(version).join("bin"))
        );
    }

    #[test]
    fn a_folder_without_programs_is_no_postgresql() {
        assert_eq!(Programs::find(&["/nonexistent".into()]), []);
    }
}
