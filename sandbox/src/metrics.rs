//! The figures of all parts, for Prometheus.

use std::net::SocketAddr;

use anyhow::anyhow;
use metrics_exporter_prometheus::PrometheusBuilder;

use crate::parts::Parts;

/// Upper bounds of the histograms, in seconds, as the worker program has them.
const BUCKETS: [f64; 12] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0,
];

/// Begins to keep figures, and starts the part that shows them.
pub fn start(address: SocketAddr, parts: &mut Parts) -> anyhow::Result<()> {
    let (recorder, exporter) = PrometheusBuilder::new()
        .with_http_listener(address)
        .set_buckets(&BUCKETS)?
        .build()
        .map_err(|error| {
            anyhow!("cannot serve metrics on {address}: {error}; set METRICS_LISTEN to another address")
        })?;
    metrics::set_global_recorder(recorder)?;
    wq_worker::metrics::describe();
    parts.start("metrics", |stop| async move {
        tokio::select! {
            () = stop => Ok(()),
            ended = exporter => ended.map_err(|error| anyhow!("{error:?}")),
        }
    });
    Ok(())
}
