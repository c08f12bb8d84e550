//! The log, on the error output: what the platform does, and of its libraries only what is wrong.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

/// What is logged where `RUST_LOG` does not say.
const QUIET: &str = "warn,wq_core=info,wq_web=info,wq_worker=info,wq_sandbox=info,wangqian=info";

/// Starts to log.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(QUIET));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
}
