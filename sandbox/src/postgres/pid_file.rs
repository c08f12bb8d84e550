//! The file in which a server names its process.

use std::fs;
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::sys::signal::kill;
use nix::unistd::Pid;

use super::owner::Owner;

/// What `postmaster.pid` says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PidFile {
    pub pid: i32,
    pub socket: PathBuf,
    /// Whether the server had finished starting when it last wrote the file.
    pub ready: bool,
}

/// What lives under the number that the file names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ServerProcess {
    Alive,
    Gone,
    /// A process that is no server: the number was given out again.
    Somebody,
}

impl PidFile {
    pub fn path(data: &Path) -> PathBuf {
        data.join("postmaster.pid")
    }

    /// Reads the file of the server in `data`, if it left or keeps one.
    pub fn read(data: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(Self::path(data)).ok()?)
    }

    /// The lines are: process, data folder, start time, port, socket folder, address, shared memory, status.
    /// A server that has just begun to start has written the first of them only.
    fn parse(content: &str) -> Option<Self> {
        let mut lines = content.lines().map(str::trim);
        let pid = lines.next()?.parse().ok()?;
        let socket = PathBuf::from(lines.nth(3).unwrap_or_default());
        let ready = lines.nth(2) == Some("ready");
        Some(Self { pid, socket, ready })
    }

    /// What lives under the number now. Process numbers start anew with every container and every boot.
    pub fn process(&self, owner: &Owner) -> ServerProcess {
        match kill(Pid::from_raw(self.pid), None) {
            Ok(()) | Err(Errno::EPERM) if is_server(self.pid, owner) => ServerProcess::Alive,
            Ok(()) | Err(Errno::EPERM) => ServerProcess::Somebody,
            Err(_) => ServerProcess::Gone,
        }
    }
}

/// Whether a live process is a PostgreSQL of `owner`. Where there is no `/proc`, PostgreSQL's own check has to do.
fn is_server(pid: i32, owner: &Owner) -> bool {
    use std::os::unix::fs::MetadataExt;

    let process = PathBuf::from(format!("/proc/{pid}"));
    let Ok(status) = fs::read_to_string(process.join("stat")) else {
        return !Path::new("/proc/self/stat").exists();
    };
    let its_user = fs::metadata(&process).map(|metadata| metadata.uid()).ok();
    // "(name) S": a zombie (Z) keeps its number until someone collects it, which in a container may be never.
    let serves = status.contains("(postgres) ") && !status.contains("(postgres) Z");
    serves && its_user == Some(owner.uid.as_raw())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ready_server_is_told_from_a_starting_one() {
        let ready = "4711\n/x/data\n1795380000\n5432\n/tmp/wq-1\n\n  123 456\nready   \n";
        let expected = PidFile {
            pid: 4711,
            socket: PathBuf::from("/tmp/wq-1"),
            ready: true,
        };
        assert_eq!(PidFile::parse(ready), Some(expected));
        let starting = ready.replace("ready   ", "starting");
        assert_eq!(PidFile::parse(&starting).map(|file| file.ready), Some(false));
        assert_eq!(
            PidFile::parse("4711\n/x/data\n").map(|file| file.ready),
            Some(false)
        );
    }

    #[test]
    fn a_number_given_to_another_process_is_no_server() {
        let me = i32::try_from(std::process::id()).expect("process numbers are small");
        let owner = Owner::of_a_new_folder().expect("a user for the server");
        let file = PidFile {
            pid: me,
            socket: PathBuf::new(),
            ready: true,
        };
        if Path::new("/proc/self/stat").exists() {
            assert_eq!(file.process(&owner), ServerProcess::Somebody);
        }
    }
}
