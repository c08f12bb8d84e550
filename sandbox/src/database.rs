//! The database of the all-in-one program: a private one, or the one that `DATABASE_URL` names.

use std::path::PathBuf;

use anyhow::Context;
use diesel_async::{AsyncConnection, AsyncPgConnection};
use tokio::task::spawn_blocking;
use wq_sandbox::postgres::{Options, PrivatePostgres, address_of_running};

use crate::cli::Cli;

/// The name of the database in the private server.
const NAME: &str = "wangqian";

fn server_folder(cli: &Cli) -> PathBuf {
    cli.data_dir.join("postgres")
}

/// A database to use, and the private server under it where there is one.
pub struct Database {
    url: String,
    server: Option<PrivatePostgres>,
}

impl Database {
    /// Starts a private PostgreSQL under the data folder, or takes `DATABASE_URL` and starts none.
    pub async fn open(cli: &Cli) -> anyhow::Result<Self> {
        if let Some(url) = cli.database_url() {
            println!("PostgreSQL: using DATABASE_URL, starting none");
            return Self {
                url: url.to_owned(),
                server: None,
            }
            .connected()
            .await;
        }
        let folder = server_folder(cli);
        let options = Options {
            install: cli.install(),
            durable: true,
            programs: cli.pg_bin(),
            tell: |line| println!("{line}"),
        };
        let server = spawn_blocking(move || PrivatePostgres::start(&folder, &options)).await??;
        let url = server.ensure_database(NAME).await?;
        println!(
            "PostgreSQL: running, data and log in {}",
            server.folder().display()
        );
        Self {
            url,
            server: Some(server),
        }
        .connected()
        .await
    }

    /// The database of a platform that may be running: as [`Database::open`], but a running server is only visited.
    pub async fn attach(cli: &Cli) -> anyhow::Result<Self> {
        let running = match cli.database_url() {
            Some(url) => Some(url.to_owned()),
            None => address_of_running(&server_folder(cli), NAME),
        };
        match running {
            Some(url) => Self { url, server: None }.connected().await,
            None => Self::open(cli).await,
        }
    }

    /// Itself, once the database has answered.
    async fn connected(self) -> anyhow::Result<Self> {
        AsyncPgConnection::establish(self.url())
            .await
            .context("the database does not answer")?;
        Ok(self)
    }

    /// The database's address, for connections.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stops the private server; leaves any other alone.
    pub async fn close(self) -> anyhow::Result<()> {
        let Some(server) = self.server else { return Ok(()) };
        spawn_blocking(move || server.stop())
            .await?
            .context("stopping PostgreSQL")?;
        println!("PostgreSQL: stopped");
        Ok(())
    }
}
