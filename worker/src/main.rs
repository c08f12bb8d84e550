//! The worker process of a production installation.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use secrecy::ExposeSecret;
use wq_core::db;
use wq_process::{Telemetry, stop_signal};
use wq_worker::{Settings, metrics};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Connections of this process besides the one that listens. A job holds one only while it reads or writes.
const CONNECTIONS: u32 = 16;

/// 网签: runs the jobs. Every setting is an environment variable too.
#[derive(Debug, Parser)]
#[command(name = "worker", version)]
struct Cli {
    #[command(flatten)]
    settings: Settings,

    #[command(flatten)]
    telemetry: Telemetry,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("worker: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: &Cli) -> anyhow::Result<()> {
    let stop = stop_signal()?;
    cli.telemetry.start()?;
    metrics::describe();
    let url = cli.settings.database_url.expose_secret();
    let pool = db::connect(url, CONNECTIONS).await?;
    tracing::info!("the worker runs");
    wq_worker::run(&cli.settings, pool, stop).await?;
    tracing::info!("the worker has stopped");
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
