//! The worker process, as the `worker` binary runs it, set to speak to the load's sandbox.

use std::net::SocketAddr;

use wq_core::{db, one_time::Key};
use wq_sandbox::{clients, outside::Keys};
use wq_worker::{Settings, runtime::Places};

use crate::{
    process::{left_alone, serving_at},
    serve::files_folder,
};

/// The connections that the `worker` binary opens.
const CONNECTIONS: u32 = 16;

/// Runs the jobs of the database at `url` until the process that started this one is gone.
pub async fn work(url: &str, http: SocketAddr, smtp: SocketAddr) -> anyhow::Result<()> {
    let settings = Settings {
        database_url: url.into(),
        public_url: "http://127.0.0.1:8080".parse()?,
        files_folder: files_folder(),
        web_key: Key::of(&[7; 32]),
        places: Places::default(),
        outside: clients::settings(&Keys::default(), http, smtp),
    };
    let pool = db::connect(url, CONNECTIONS).await?;
    serving_at(http)?;
    wq_worker::run(&settings, pool, left_alone()).await
}
