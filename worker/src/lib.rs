//! The worker process: runs the jobs and talks to the outside systems.

mod jobs;
pub mod metrics;
pub mod outside;
pub mod runtime;
mod settings;

use std::future::Future;

use anyhow::Context;
use secrecy::ExposeSecret;
use wq_core::{db::Pool, files::Files};

pub use settings::Settings;

use outside::Outside;
use runtime::Config;

/// Runs the jobs of every queue until `shutdown` completes, and then lets those that run come to their end.
///
/// The pool is for the application's role, and migrations are in. Any number of processes may run beside each other.
///
/// # Errors
/// Where the settings cannot work at all, or the database does not answer at the start. No outage after that ends it.
pub async fn run(
    settings: &Settings,
    pool: Pool,
    shutdown: impl Future<Output = ()> + Send,
) -> anyhow::Result<()> {
    let outside = Outside::new(&settings.outside, pool.clone())?;
    let means = jobs::Means {
        pool: pool.clone(),
        files: Files::in_folder(&settings.files_folder)?,
        outside,
        key: settings.web_key,
        operators: settings.outside.operators_mail.clone().into(),
        public_url: settings.public_url.as_str().trim_end_matches('/').into(),
    };
    jobs::schedule(&pool)
        .await
        .context("cannot schedule the upkeep")?;
    let config = Config {
        places: settings.places.clone(),
        ..Config::default()
    };
    let database_url = settings.database_url.expose_secret().to_owned();
    runtime::run(pool, database_url, jobs::handlers(means), config, shutdown).await
}
