//! `cargo run`: the whole platform in one process, with a demonstration school.

mod cli;
mod database;

use std::process::ExitCode;

use clap::Parser;
use tokio::signal::unix::{SignalKind, signal};
use wq_sandbox::accounts::{ACCOUNTS, PASSWORD};

use crate::cli::Cli;
use crate::database::Database;

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wangqian: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Starts everything in order, says where it is, and stops it again in the opposite order.
async fn run(cli: &Cli) -> anyhow::Result<()> {
    let stop = stop_signal()?;
    let database = Database::open(cli).await?;
    announce(cli);
    stop.await;
    database.close().await
}

/// Prints the addresses and the demonstration accounts.
fn announce(cli: &Cli) {
    println!();
    println!("  网签      http://{}", cli.listen);
    println!("  sandbox   http://{}", cli.sandbox_listen);
    println!();
    println!("  The password of every demonstration account is {PASSWORD}");
    for account in ACCOUNTS {
        println!(
            "  {:<25}  {:<14}  {}",
            account.label(),
            account.role.sign_in_page(),
            account.note
        );
    }
    println!();
    println!("  Ctrl-C stops everything.");
}

/// Completes at Ctrl-C or SIGTERM. Listens from the call on, so that a signal during the start is not lost.
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
