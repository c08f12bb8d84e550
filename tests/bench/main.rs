//! `just bench`: how fast the platform is with a large school. `docs/benchmarks.md` says what each figure means.
//!
//! One program in three roles, each a process of its own: `serve` is the web process, `work` the worker, and the one that
//! starts both is the load, with the sandbox of the outside systems and the PostgreSQL under them.

mod client;
mod crawl;
mod documents;
mod exports;
mod figures;
mod ground;
mod invitations;
mod jobs;
mod load;
mod machine;
mod page;
mod process;
mod run;
mod serve;
mod streams;
mod uploads;
mod verdicts;
mod waiting;
mod work;

use std::net::SocketAddr;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;
use tokio::runtime::Builder;

/// As in the programs that are measured.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// 网签: measures a large school over real sockets, with a durable PostgreSQL.
#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Cli {
    #[command(subcommand)]
    role: Option<Role>,

    #[command(flatten)]
    plan: run::Plan,
}

/// The processes that are measured. Started by the bench, not by people.
#[derive(Debug, Subcommand)]
enum Role {
    #[command(hide = true)]
    Serve {
        /// The database
        url: String,
        /// Connections to it
        connections: u32,
    },
    #[command(hide = true)]
    Work {
        /// The database
        url: String,
        /// The sandbox, over HTTP
        http: SocketAddr,
        /// The sandbox, over SMTP
        smtp: SocketAddr,
    },
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    // What is measured has every core, as in production. The load makes do with one thread, to leave it the rest.
    let mut runtime = match cli.role {
        Some(_) => Builder::new_multi_thread(),
        None => Builder::new_current_thread(),
    };
    runtime.enable_all().build()?.block_on(async {
        match cli.role {
            Some(Role::Serve { url, connections }) => serve::serve(&url, connections).await,
            Some(Role::Work { url, http, smtp }) => work::work(&url, http, smtp).await,
            None => run::run(&cli.plan).await,
        }
    })
}
