//! The worker process of a production installation.

use std::{net::SocketAddr, process::ExitCode};

use anyhow::Context;
use clap::{Parser, ValueEnum};
use metrics_exporter_prometheus::PrometheusBuilder;
use mimalloc::MiMalloc;
use secrecy::ExposeSecret;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;
use wq_core::db;
use wq_worker::{Settings, metrics};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Connections of this process besides the one that listens. A job holds one only while it reads or writes.
const CONNECTIONS: u32 = 16;

/// Upper bounds of the histograms, in seconds: a job takes milliseconds, or as long as an outside system lets it wait.
const BUCKETS: [f64; 12] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0,
];

/// 网签: runs the jobs. Every setting is an environment variable too.
#[derive(Debug, Parser)]
#[command(name = "worker", version)]
struct Cli {
    #[command(flatten)]
    settings: Settings,

    /// The address of the metrics
    #[arg(long, env = "METRICS_LISTEN", default_value = "127.0.0.1:9090")]
    metrics_listen: SocketAddr,

    /// The form of the log; RUST_LOG says how much of it
    #[arg(long, env = "LOG_FORMAT", default_value = "text")]
    log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LogFormat {
    Text,
    Json,
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    log(cli.log_format);
    match run(&cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("the worker ends: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: &Cli) -> anyhow::Result<()> {
    let stop = stop_signal()?;
    PrometheusBuilder::new()
        .with_http_listener(cli.metrics_listen)
        .set_buckets(&BUCKETS)?
        .install()
        .context("the metrics cannot be served")?;
    metrics::describe();
    let url = cli.settings.database_url.expose_secret();
    let pool = db::connect(url, CONNECTIONS).await?;
    tracing::info!("the worker runs");
    wq_worker::run(&cli.settings, pool, stop).await?;
    tracing::info!("the worker has stopped");
    Ok(())
}

fn log(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
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
