//! The command line of the all-in-one program. Every setting is an environment variable too.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use wq_sandbox::postgres::Install;

/// 网签: starts the whole platform with a demonstration school, for one person on one machine.
#[derive(Debug, Parser)]
#[command(name = "wangqian", version, args_override_self = true)]
pub struct Cli {
    /// What to do instead of starting the platform.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Do not install PostgreSQL where it is missing.
    #[arg(long, global = true)]
    no_install: bool,

    /// Where the private PostgreSQL, files and keys are kept.
    #[arg(long, global = true, env = "DATA_DIR", default_value = ".data")]
    pub data_dir: PathBuf,

    /// The address of the web pages.
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// The address of the sandbox of outside systems.
    #[arg(long, env = "SANDBOX_LISTEN", default_value = "127.0.0.1:8090")]
    pub sandbox_listen: SocketAddr,

    /// The address on which the sandbox takes mail.
    #[arg(long, env = "SANDBOX_SMTP_LISTEN", default_value = "127.0.0.1:8025")]
    pub sandbox_smtp_listen: SocketAddr,

    /// The address of the metrics.
    #[arg(long, env = "METRICS_LISTEN", default_value = "127.0.0.1:9090")]
    pub metrics_listen: SocketAddr,

    /// A PostgreSQL to use instead of a private one.
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,

    /// The only folder in which PostgreSQL's programs are looked for [default: PATH and the usual folders].
    #[arg(long, global = true, env = "PG_BIN")]
    pg_bin: Option<PathBuf>,
}

/// What the program does besides running the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Print the rules as the program has them, for docs/rules.md. Needs no database.
    Rules,
    /// Check the invariants on the database, while the platform runs or not. Fails where one is broken.
    Check,
    /// Throw the demonstration away and load it anew. Touches the private database only.
    DemoReset,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_programs_are_installed_unless_that_is_forbidden() {
        let install = |arguments: &[&str]| Cli::parse_from(arguments).install();
        assert_eq!(install(&["wangqian"]), Install::Allowed);
        assert_eq!(install(&["wangqian", "--no-install"]), Install::Forbidden);
        assert_eq!(
            install(&["wangqian", "check", "--no-install"]),
            Install::Forbidden
        );
    }
}
