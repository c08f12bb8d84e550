//! The web process, as the `web` binary runs it.

use std::path::PathBuf;

use tokio::net::TcpListener;
use wq_core::{db, files::Files};
use wq_web::Settings;

use crate::process::{left_alone, serving_at};

/// Serves pages from the database at `url` until the process that started this one is gone.
pub async fn serve(url: &str, connections: u32) -> anyhow::Result<()> {
    let settings = Settings {
        pool: db::connect(url, connections).await?,
        database_url: url.to_owned(),
        files: Files::in_folder(&files_folder())?,
        key: [7; 32],
        secure_cookies: false,
        employment_url: "http://127.0.0.1:1/".to_owned(),
        address_header: None,
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    serving_at(listener.local_addr()?)?;
    wq_web::serve(settings, listener, left_alone()).await
}

/// Where the web and the worker of a run keep files.
pub fn files_folder() -> PathBuf {
    PathBuf::from("target/bench/files")
}
