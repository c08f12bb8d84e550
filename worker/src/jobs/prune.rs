//! Deletes what has run out: sessions, one-time codes, requests that can't be replayed any more, files that were uploaded to a form
//! and never handed in, and jobs that were done long ago.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use wq_core::{
    access::{self, Limits},
    agreement::{batch, draft},
    files, inbound,
    jobs::{self, enqueue_at, payloads::Prune},
    one_time,
};

use super::Means;
use crate::runtime::Done;

/// Between two runs.
const EVERY: TimeDelta = TimeDelta::hours(1);
/// How long a done job can be looked at.
const KEEP_DONE: Duration = Duration::from_secs(7 * 24 * 3600);

/// Asks for the next run, then prunes. Twice is harmless: the second finds nothing, and of several requests for a next
/// run that has not started the table makes one.
///
/// The next run is asked for first, so that a run that fails for good does not end the chain.
pub async fn run(_: Prune, means: Means) -> Done {
    let mut conn = means.conn().await?;
    enqueue_at(&mut conn, &Prune {}, Utc::now() + EVERY).await?;
    let sessions = access::prune(&mut conn, Limits::default()).await?;
    let jobs = jobs::prune_done(&mut conn, KEEP_DONE).await?;
    let codes = one_time::prune(&mut conn).await?;
    let drafts = draft::prune(&mut conn).await? + batch::prune(&mut conn).await?;
    let requests = inbound::forget_seen(&mut conn).await?;
    let files = files::prune(&mut conn, &means.files).await?;
    tracing::info!(sessions, jobs, codes, drafts, requests, files, "pruned");
    Ok(())
}
