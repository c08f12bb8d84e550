//! What every process of the platform does besides its work: it logs, serves its metrics and hears the signal to stop.

use std::net::SocketAddr;

use anyhow::Context;
use clap::ValueEnum;
use metrics_exporter_prometheus::PrometheusBuilder;
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// Upper bounds of the histograms, in seconds: a page takes milliseconds, a job as long as an outside system lets it wait.
const BUCKETS: [f64; 14] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0,
];

/// Allows the process as many open files as the system lets it have at most. Every browser that follows live counts holds a
/// connection open, and the thousand that shells and service managers begin with are soon used up.
pub fn raise_open_files() {
    let raised = getrlimit(Resource::RLIMIT_NOFILE)
        .and_then(|(_, most)| setrlimit(Resource::RLIMIT_NOFILE, most, most));
    if let Err(error) = raised {
        tracing::warn!(%error, "the number of open files stays as it was");
    }
}

/// How a process can be watched.
#[derive(clap::Args, Clone, Debug)]
pub struct Telemetry {
    /// The address of the metrics, for Prometheus
    #[arg(long, env = "METRICS_LISTEN", default_value = "127.0.0.1:9090")]
    pub metrics_listen: SocketAddr,

    /// The form of the log; RUST_LOG says how much of it
    #[arg(long, env = "LOG_FORMAT", default_value = "text")]
    pub log_format: LogFormat,
}

/// The form of a log.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LogFormat {
    /// A line for people.
    Text,
    /// A JSON object a line, for collectors.
    Json,
}

impl Telemetry {
    /// Starts log and metrics, once a process, inside its runtime.
    ///
    /// # Errors
    /// Where the address of the metrics is taken.
    pub fn start(&self) -> anyhow::Result<()> {
        log(self.log_format);
        serve_metrics(self.metrics_listen)
    }
}

/// Logs to standard output from now on. What must never be logged stands in `docs/logging.md`.
pub fn log(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}

/// Serves what the process counts.
///
/// # Errors
/// Where the address is taken.
pub fn serve_metrics(address: SocketAddr) -> anyhow::Result<()> {
    PrometheusBuilder::new()
        .with_http_listener(address)
        .set_buckets(&BUCKETS)?
        .install()
        .with_context(|| format!("the metrics cannot be served at {address}"))
}

/// Completes at Ctrl-C or SIGTERM. Listens from the call on, so that a signal during the start is not lost.
///
/// # Errors
/// Where the system refuses to tell of signals.
pub fn stop_signal() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
