//! What has to be in the database before anything serves: the schema, and the demonstration.

use std::{fs, io::ErrorKind, path::PathBuf};

use anyhow::Context;
use wq_core::{db, files::Files};
use wq_sandbox::demo::{self, Loaded, Size};

use crate::cli::Cli;

/// Migrates, and loads the demonstration where there is no school yet.
pub async fn prepare(cli: &Cli, url: &str) -> anyhow::Result<()> {
    db::migrate(url).await?;
    if demo::is_loaded(url).await? {
        return Ok(());
    }
    // The outside systems would know versions of students who are about to begin anew.
    forget_outside(cli)?;
    let files = Files::in_folder(&files_folder(cli))?;
    if demo::load(url, &files, Size::default()).await? == Loaded::New {
        println!("Demonstration: loaded");
    }
    Ok(())
}

/// Where the files of cases and companies lie.
pub fn files_folder(cli: &Cli) -> PathBuf {
    cli.data_dir.join("files")
}

/// Where the outside systems keep what they took.
pub fn outside_folder(cli: &Cli) -> PathBuf {
    cli.data_dir.join("sandbox")
}

fn forget_outside(cli: &Cli) -> anyhow::Result<()> {
    let folder = outside_folder(cli);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| folder.display().to_string())
        }
        _ => Ok(()),
    }
}
