//! `check`: the invariants, on the database as it is now.

use std::process::ExitCode;

use diesel_async::AsyncConnection;
use wq_core::{db::Conn, invariants};

use crate::{cli::Cli, database::Database};

/// Prints every invariant with the number of its violations. Fails where there is one.
pub async fn run(cli: &Cli) -> anyhow::Result<ExitCode> {
    let database = Database::attach(cli).await?;
    let findings = invariants::check(&mut Conn::establish(database.url()).await?).await;
    database.close().await?;
    let findings = findings?;
    for finding in &findings {
        println!(
            "{:<4} {:>7}  {}",
            finding.invariant.name, finding.violations, finding.invariant.meaning
        );
    }
    let sound = findings.iter().all(|finding| finding.violations == 0);
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
