//! What a worker process is told by its environment.

use std::path::PathBuf;

use reqwest::Url;
use secrecy::SecretString;
use wq_core::one_time::Key;

use crate::{outside, runtime::Places};

/// Everything that [`crate::run`] needs to know.
#[derive(clap::Args, Clone, Debug)]
#[group(skip)]
pub struct Settings {
    /// The database: postgres://user:password@host/name
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: SecretString,
    /// Where people reach the pages, for the links in messages: https://wq.example.edu.cn
    #[arg(long, env = "PUBLIC_URL", value_parser = outside::settings::http_url)]
    pub public_url: Url,
    /// The folder of files. The web processes read what is kept there: they share it
    #[arg(long, env = "FILES_FOLDER", default_value = ".data/files")]
    pub files_folder: PathBuf,
    /// WEB_KEY of the web processes: one-time codes are derived from it on both sides
    #[arg(long, env = "WEB_KEY", hide_env_values = true)]
    pub web_key: Key,
    /// How many jobs run at once.
    #[command(flatten)]
    pub places: Places,
    /// The outside systems.
    #[command(flatten)]
    pub outside: outside::Settings,
}
