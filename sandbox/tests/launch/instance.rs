//! The all-in-one program as a child process, in a folder of its own and with a blank environment.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use diesel_async::{AsyncConnection, AsyncPgConnection};
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, User, geteuid};
use tempfile::TempDir;
use wq_sandbox::postgres::throwaway::Throwaway;

const PROGRAM: &str = env!("CARGO_BIN_EXE_wangqian");

/// A folder for the program and its data, and the user that the program runs as.
pub struct Home {
    folder: TempDir,
    program: PathBuf,
    user: Option<User>,
}

impl Home {
    /// For the user of the tests.
    pub fn mine() -> Self {
        Self {
            folder: open_folder(),
            program: PathBuf::from(PROGRAM),
            user: None,
        }
    }

    /// For `nobody`, where the tests run as root; otherwise for the user of the tests, who is not root either.
    pub fn of_a_plain_user() -> Self {
        if !geteuid().is_root() {
            return Self::mine();
        }
        let user = User::from_name("nobody")
            .expect("the list of users")
            .expect("a user nobody");
        let folder = open_folder();
        chown(folder.path(), Some(user.uid.as_raw()), Some(user.gid.as_raw())).expect("a folder of nobody");
        // The program may lie in a folder that nobody cannot enter.
        let program = folder.path().join("wangqian");
        fs::copy(PROGRAM, &program).expect("a copy of the program");
        Self {
            folder,
            program,
            user: Some(user),
        }
    }

    /// For root, in a folder that no other user can enter; none where the tests do not run as root.
    pub fn closed() -> Option<Self> {
        if !geteuid().is_root() {
            eprintln!("skipped: only root has folders that PostgreSQL's user cannot enter");
            return None;
        }
        let home = Self::mine();
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).expect("a closed folder");
        Some(home)
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The program, with a blank environment but for `PG_BIN`: the tests find PostgreSQL where the caller says.
    pub fn program(&self) -> Command {
        // Where PostgreSQL is missing, the tests' own server installs it, once for all of them.
        Throwaway::shared().expect("a server for the tests");
        let mut command = Command::new(&self.program);
        command.current_dir(self.path()).env_clear().arg("--no-install");
        command.args([
            "--listen=127.0.0.1:0",
            "--sandbox-listen=127.0.0.1:0",
            "--sandbox-smtp-listen=127.0.0.1:0",
            "--metrics-listen=127.0.0.1:0",
        ]);
        if let Some(programs) = std::env::var_os("PG_BIN") {
            command.env("PG_BIN", programs);
        }
        if let Some(user) = &self.user {
            command.uid(user.uid.as_raw()).gid(user.gid.as_raw());
        }
        command
    }

    /// Starts the program and waits until it serves.
    pub fn start(&self) -> Instance {
        Instance::start(self.program())
    }

    /// The process of the server in this folder, as its own file says.
    pub fn server(&self) -> Option<Server> {
        Server::in_folder(&self.path().join(".data/postgres"))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // A test that failed, or that does not care how the program ends, leaves no server behind.
        if let Some(server) = self.server() {
            let _ = kill(server.pid, Signal::SIGQUIT);
            let _ = fs::remove_dir_all(&server.socket);
        }
    }
}

fn open_folder() -> TempDir {
    let folder = tempfile::Builder::new()
        .prefix("wq-launch-")
        .tempdir_in("/tmp")
        .expect("a folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("an open folder");
    folder
}

/// A private server, as its `postmaster.pid` tells.
#[derive(Debug)]
pub struct Server {
    pub pid: Pid,
    pub socket: String,
}

impl Server {
    pub fn in_folder(folder: &Path) -> Option<Self> {
        let content = fs::read_to_string(folder.join("data/postmaster.pid")).ok()?;
        let lines: Vec<&str> = content.lines().collect();
        Some(Self {
            pid: Pid::from_raw(lines.first()?.parse().ok()?),
            socket: (*lines.get(4)?).to_owned(),
        })
    }

    /// A connection to the platform's database.
    pub async fn connect(&self) -> AsyncPgConnection {
        let url = format!("postgres://postgres@/wangqian?host={}", self.socket);
        AsyncPgConnection::establish(&url)
            .await
            .expect("the private server answers")
    }
}

/// The running program.
pub struct Instance {
    child: Child,
    /// What it printed until it served.
    pub said: String,
}

impl Instance {
    /// Starts the program and waits until it has printed that it serves.
    pub fn start(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut said = String::new();
        while !said.contains("Ctrl-C stops everything") {
            let Some(Ok(line)) = lines.next() else {
                panic!("the program ended early, having said:\n{said}")
            };
            said.push_str(&line);
            said.push('\n');
        }
        // What it prints later must go somewhere.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, said }
    }

    /// The status line of the web's answer to `GET` of a path.
    pub fn get(&self, path: &str) -> String {
        let line = self
            .said
            .lines()
            .find(|line| line.contains("网签"))
            .expect("the web's line");
        let address = line.rsplit("http://").next().expect("an address").trim();
        let mut stream = TcpStream::connect(address).expect("the web listens");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )
        .expect("a request");
        let mut answer = String::new();
        BufReader::new(stream).read_line(&mut answer).expect("an answer");
        answer.trim().to_owned()
    }

    /// Sends a signal and waits for the end.
    pub fn end(mut self, signal: Signal) -> ExitStatus {
        let pid = Pid::from_raw(self.child.id().try_into().expect("process numbers are small"));
        kill(pid, signal).expect("the program lives");
        self.child.wait().expect("the program ends")
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A run of the program that ends by itself.
pub struct Failure {
    pub status: ExitStatus,
    pub said: String,
}

impl Failure {
    /// Runs the program to its end, which it is expected to reach without serving.
    pub fn of(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut said = String::new();
        child
            .stderr
            .take()
            .expect("its errors")
            .read_to_string(&mut said)
            .expect("errors in UTF-8");
        Self {
            status: child.wait().expect("the program ends"),
            said,
        }
    }
}
