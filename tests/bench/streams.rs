//! Streams of live counts that stand open and say nothing: what they cost the web process in memory.

use std::net::SocketAddr;

use anyhow::{Context, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Duration, sleep},
};

use crate::{ground::SignedIn, machine, process::Process};

/// How long the streams stand open before the memory is read: more than one comment of the server's to each.
const IDLE: Duration = Duration::from_secs(30);

/// Opens `number` streams of these officers in turn and prints what they cost.
pub async fn measure(web: &Process, officers: &[SignedIn], number: usize) -> anyhow::Result<()> {
    let before = machine::memory(web.id()).context("Linux tells how much memory a process has")?;
    let mut open = Vec::with_capacity(number);
    for officer in officers.iter().cycle().take(number) {
        open.push(follow(web.address, officer).await?);
    }
    sleep(IDLE).await;
    let after = machine::memory(web.id()).context("the web process is still there")?;
    let each = after.saturating_sub(before) as f64 / number.max(1) as f64;
    println!(
        "{number} idle streams: web process {:.1} MiB, {:.1} MiB before; {:.1} KiB a stream",
        after as f64 / 1024.0,
        before as f64 / 1024.0,
        each
    );
    drop(open);
    Ok(())
}

/// A stream that has said that it is open.
async fn follow(address: SocketAddr, officer: &SignedIn) -> anyhow::Result<TcpStream> {
    let mut connection = TcpStream::connect(address).await?;
    let request = format!(
        "GET /live HTTP/1.1\r\nhost: {address}\r\ncookie: wq_session={}\r\naccept-encoding: gzip, br, zstd\r\n\r\n",
        officer.token.cookie()
    );
    connection.write_all(request.as_bytes()).await?;
    let mut said = Vec::new();
    while !said.windows(11).any(|part| part == b"live-opened") {
        let read = connection.read_buf(&mut said).await?;
        ensure!(
            read > 0,
            "{} has no stream: {}",
            officer.login,
            String::from_utf8_lossy(&said)
        );
    }
    Ok(connection)
}
