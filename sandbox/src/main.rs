//! `cargo run`: the whole platform in one process, with a demonstration school.

mod announce;
mod check;
mod cli;
mod database;
mod demo_reset;
mod listeners;
mod log;
mod parts;
mod platform;
mod prepare;
mod web_key;

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use wq_core::case::tables;

use crate::cli::{Cli, Command};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    log::start();
    match run(&cli).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("wangqian: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: &Cli) -> anyhow::Result<ExitCode> {
    match cli.command {
        None => platform::run(cli).await?,
        Some(Command::Rules) => print!("{}", tables::markdown()),
        Some(Command::Check) => return check::run(cli).await,
        Some(Command::DemoReset) => demo_reset::run(cli).await?,
    }
    Ok(ExitCode::SUCCESS)
}
