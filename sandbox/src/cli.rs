//! The command line of the all-in-one program. Every setting is an environment variable too.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Parser;
use wq_sandbox::postgres::Install;

/// 网签: starts the whole platform with a demonstration school, for one person on one machine.
#[derive(Debug, Parser)]
#[command(name = "wangqian", version)]
pub struct Cli {
    /// Do not install PostgreSQL where it is missing.
    #[arg(long)]
    no_install: bool,

    /// Where the private PostgreSQL, files and keys are kept.
    #[arg(long, env = "DATA_DIR", default_value = ".data")]
    pub data_dir: PathBuf,

    /// The address of the web pages.
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// The address of the sandbox of outside systems.
    #[arg(long, env = "SANDBOX_LISTEN", default_value = "127.0.0.1:8090")]
    pub sandbox_listen: SocketAddr,

    /// The address of the metrics.
    #[arg(long, env = "METRICS_LISTEN", default_value = "127.0.0.1:9090")]
    pub metrics_listen: SocketAddr,

    /// A PostgreSQL to use instead of a private one.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,

    /// The only folder in which PostgreSQL's programs are looked for [default: PATH and the usual folders].
    #[arg(long, env = "PG_BIN")]
    pg_bin: Option<PathBuf>,
}

impl Cli {
    /// Whether missing programs may be installed.
    pub fn install(&self) -> Install {
        if self.no_install {
            Install::Forbidden
        } else {
            Install::Allowed
        }
    }

    /// The database to use instead of a private one. An empty variable is none: that is how scripts unset one.
    pub fn database_url(&self) -> Option<&str> {
        self.database_url.as_deref().filter(|url| !url.is_empty())
    }

    /// The only folder for PostgreSQL's programs.
    pub fn pg_bin(&self) -> Option<PathBuf> {
        self.pg_bin
            .clone()
            .filter(|folder| !folder.as_os_str().is_empty())
    }
}
