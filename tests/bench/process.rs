//! The processes that are measured: this program again, in another role, so that the load has a process of its own.

use std::{
    env,
    io::{BufRead, BufReader, Read, Write},
    net::SocketAddr,
    process::{Child, Command, Stdio},
};

use anyhow::Context;

/// A process of ours that runs until it is dropped.
pub struct Process {
    child: Child,
    /// Where it serves.
    pub address: SocketAddr,
}

impl Process {
    /// Starts this program with `arguments`, and waits until it says where it serves.
    pub fn start(arguments: &[&str]) -> anyhow::Result<Self> {
        let mut child = Command::new(env::current_exe()?)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut said = String::new();
        BufReader::new(child.stdout.as_mut().context("its output")?).read_line(&mut said)?;
        let address = said
            .trim()
            .parse()
            .with_context(|| format!("the process of {arguments:?} did not start"))?;
        Ok(Self { child, address })
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // Nobody is left to hear that it failed; what it said stands on the terminal.
        let _ = self.child.wait();
    }
}

/// In the started process: says that it serves.
pub fn serving_at(address: SocketAddr) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{address}")?;
    Ok(out.flush()?)
}

/// In the started process: completes once the one that started it is gone, however it went.
pub async fn left_alone() {
    let to_the_end = || std::io::stdin().lock().read_to_end(&mut Vec::new());
    // Whether its end was read or reading failed: nobody is there any more.
    let _ = tokio::task::spawn_blocking(to_the_end).await;
}
