//! Exports under way: a few at once, each on a connection of its own, so that none waits for a page nor a page for them.

use std::{fs::File, time::Duration};

use anyhow::Context as _;
use tokio::{sync::Semaphore, sync::mpsc, task::spawn_blocking, time::timeout};
use wq_core::{
    access::Account,
    db,
    export::{self, Export, NotExported, Personal},
    settings::Office,
};

use crate::{fault::Fault, sheet::Sheet};

/// Exports at once in one process.
const AT_ONCE: usize = 2;

/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// Batches read before they are written.
const AHEAD: usize = 2;

/// The places for exports.
pub struct Exports(Semaphore);

impl Default for Exports {
    fn default() -> Self {
        Self(Semaphore::new(AT_ONCE))
    }
}

impl Exports {
    /// Makes the file of an export.
    pub async fn make(
        &self,
        database_url: &str,
        by: &Account,
        office: &Office,
        export: &Export,
    ) -> Result<File, Fault> {
        let turn = timeout(PATIENCE, self.0.acquire()).await;
        let _place = match turn {
            Ok(place) => place
                .context("the places for exports are closed")
                .map_err(Fault::Internal)?,
            Err(_) => return Err(Fault::TooMany(PATIENCE)),
        };
        let connected = db::alone(database_url).await;
        let mut conn = connected.map_err(|error| Fault::Internal(error.into()))?;
        let module = export.wanted.module;
        let context = export::context(&conn, office, module).await?;
        let sheet = Sheet {
            format: export.format,
            columns: export::columns(module, export.content),
            context: context.in_full(matches!(export.personal, Personal::Full(_))),
        };
        let (rows, drawn) = mpsc::channel(AHEAD);
        let drawing = spawn_blocking(move || sheet.draw(drawn));
        let read = export::read(&mut conn, by, office, export, rows).await;
        let file = drawing.await.context("drawing a file").map_err(Fault::Internal)?;
        match read {
            Ok(_) => file.map_err(Fault::Internal),
            Err(NotExported::UnderWay) => Err(Fault::TooMany(PATIENCE)),
            Err(NotExported::NotTaken) => {
                let cause = file
                    .err()
                    .unwrap_or_else(|| anyhow::anyhow!("nobody takes the rows"));
                Err(Fault::Internal(cause))
            }
            Err(NotExported::Database(error)) => Err(error.into()),
        }
    }
}
