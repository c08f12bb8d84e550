//! The command line of the web process. Every setting is an environment variable too.

use std::{net::SocketAddr, path::PathBuf};

use anyhow::Context;
use clap::{ArgAction, Parser};
use wq_core::{db::Pool, files::Files};
use wq_process::Telemetry;
use wq_web::Settings;

/// 网签: serves the pages.
#[derive(Debug, Parser)]
#[command(name = "web", version)]
pub struct Cli {
    /// Bring the schema up to date, and end. One process of a release does so before the others start
    #[arg(long)]
    pub migrate: bool,

    /// The database, as the owner of its schema: postgres://user:password@host/name
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: String,

    /// How many connections to the database this process holds at most
    #[arg(long, env = "DATABASE_POOL", default_value_t = 16)]
    pub connections: u32,

    /// The address of the pages
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// 64 hexadecimal digits that seal form tokens and search texts and make one-time codes, the same for all processes of a
    /// platform, workers too: openssl rand -hex 32
    #[arg(long, env = "WEB_KEY", hide_env_values = true, value_parser = key, required_unless_present = "migrate")]
    web_key: Option<Key>,

    /// Whether browsers come by https only. Cookies are then sent over nothing else
    #[arg(long, env = "SECURE_COOKIES", action = ArgAction::Set, default_value_t = true)]
    secure_cookies: bool,

    /// Where 前往就业管理系统 leads
    #[arg(long, env = "EMPLOYMENT_PAGES_URL", required_unless_present = "migrate")]
    employment_pages_url: Option<String>,

    /// The header in which the proxy before this process names the browser's address; none: the connection's own
    #[arg(long, env = "ADDRESS_HEADER")]
    address_header: Option<String>,

    /// The folder of files. The workers keep theirs there: they share it
    #[arg(long, env = "FILES_FOLDER", default_value = ".data/files")]
    files_folder: PathBuf,

    #[command(flatten)]
    pub telemetry: Telemetry,
}

/// Not shown when settings are.
#[derive(Clone)]
struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

fn key(text: &str) -> Result<Key, &'static str> {
    let mut key = [0; 32];
    hex::decode_to_slice(text.trim(), &mut key).map_err(|_| "it takes 64 hexadecimal digits")?;
    Ok(Key(key))
}

impl Cli {
    /// What the pages need.
    ///
    /// # Errors
    /// Where the process was started to migrate only, or the folder of files cannot be used.
    pub fn settings(&self, pool: Pool) -> anyhow::Result<Settings> {
        let key = self.web_key.clone().context("WEB_KEY is not set")?;
        let employment_url = self.employment_pages_url.clone();
        Ok(Settings {
            pool,
            database_url: self.database_url.clone(),
            files: Files::in_folder(&self.files_folder)?,
            key: key.0,
            secure_cookies: self.secure_cookies,
            employment_url: employment_url.context("EMPLOYMENT_PAGES_URL is not set")?,
            // An empty variable is none: that is how scripts unset one.
            address_header: self.address_header.clone().filter(|name| !name.is_empty()),
        })
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_key_is_64_digits_and_never_shown() {
        let cli = Cli::try_parse_from([
            "web",
            "--database-url",
            "postgres://a/b",
            "--employment-pages-url",
            "https://employment.example",
            "--web-key",
            &"0f".repeat(32),
        ]);
        let shown = format!("{:?}", cli.expect("all that is needed"));
        assert!(shown.contains("Key(…)") && !shown.contains("0f0f"), "{shown}");
        assert!(key("0f").is_err());
        assert!(key(&"zz".repeat(32)).is_err());
    }

    #[test]
    fn to_migrate_takes_the_database_alone() {
        Cli::try_parse_from(["web", "--migrate", "--database-url", "postgres://a/b"]).expect("no key needed");
        Cli::try_parse_from(["web", "--database-url", "postgres://a/b"])
            .expect_err("a key is needed to serve");
    }
}
