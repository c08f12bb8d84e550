//! The web process of a production installation.

mod cli;

use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use mimalloc::MiMalloc;
use tokio::net::TcpListener;
use wq_core::db;
use wq_process::{raise_open_files, stop_signal};

use crate::cli::Cli;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("web: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: &Cli) -> anyhow::Result<()> {
    if cli.migrate {
        db::migrate(&cli.database_url).await?;
        println!("The schema is up to date.");
        return Ok(());
    }
    let stop = stop_signal()?;
    cli.telemetry.start()?;
    raise_open_files();
    wq_web::metrics::describe();
    let pool = db::connect(&cli.database_url, cli.connections)
        .await
        .context("DATABASE_URL is no address of a database")?;
    let listener = TcpListener::bind(cli.listen)
        .await
        .with_context(|| format!("nobody can listen at {}", cli.listen))?;
    wq_web::serve(cli.settings(pool)?, listener, stop).await
}
