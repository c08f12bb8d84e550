//! The platform in one process: the database, the outside systems, the worker and the web.

use std::{future::Future, path::PathBuf};

use anyhow::{Context, anyhow};
use wq_core::{db, files::Files, one_time::Key};
use wq_process::{serve_metrics, stop_signal};
use wq_sandbox::{
    clients, demo,
    outside::{Keys, Outside},
};

use crate::{
    announce::announce,
    cli::Cli,
    database::Database,
    listeners::{Addresses, Listeners},
    parts::Parts,
    prepare::{files_folder, outside_folder, prepare},
    web_key,
};

/// Connections of the web, and as many of the worker.
const CONNECTIONS: u32 = 16;

/// Starts everything in order, says where it is, and stops it again in the opposite order.
pub async fn run(cli: &Cli) -> anyhow::Result<()> {
    let stop = stop_signal()?;
    let database = Database::open(cli).await?;
    let served = serve(cli, database.url(), stop).await;
    served.and(database.close().await)
}

async fn serve(cli: &Cli, url: &str, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
    let listeners = Listeners::bind(cli).await?;
    let addresses = listeners.addresses()?;
    serve_metrics(cli.metrics_listen)
        .map_err(|error| anyhow!("{error:#}; set METRICS_LISTEN to another address"))?;
    wq_worker::metrics::describe();
    wq_web::metrics::describe();
    prepare(cli, url).await?;
    let keys = Keys::default();
    let outside =
        Outside::with_journal(keys.clone(), outside_folder(cli)).context("the sandbox's journals")?;
    let pool = db::connect(url, CONNECTIONS).await?;
    demo::enrol(&outside, &pool).await?;
    let files_folder = files_folder(cli);
    let files = Files::in_folder(&files_folder)?;
    let key = web_key::in_folder(&cli.data_dir)?;
    let worker = worker_settings(url, &keys, &key, addresses, files_folder)?;
    let workers_pool = db::connect(url, CONNECTIONS).await?;
    let web = wq_web::Settings {
        pool,
        database_url: url.to_owned(),
        files,
        key,
        secure_cookies: false,
        employment_url: format!("http://{}/employment", addresses.sandbox),
        address_header: None,
    };
    let mut parts = Parts::default();
    parts.start("the sandbox", |stop| {
        outside.serve(listeners.sandbox, listeners.smtp, stop)
    });
    parts.start("the worker", |stop| async move {
        wq_worker::run(&worker, workers_pool, stop).await
    });
    parts.start("the web", |stop| wq_web::serve(web, listeners.web, stop));
    announce(addresses);
    parts.run_until(stop).await
}

fn worker_settings(
    url: &str,
    keys: &Keys,
    key: &[u8; 32],
    addresses: Addresses,
    files_folder: PathBuf,
) -> anyhow::Result<wq_worker::Settings> {
    let outside = clients::settings(keys, addresses.sandbox, addresses.smtp);
    Ok(wq_worker::Settings {
        database_url: url.to_owned().into(),
        public_url: format!("http://{}", addresses.web).parse()?,
        files_folder,
        web_key: Key::of(key),
        places: Default::default(),
        outside,
    })
}
