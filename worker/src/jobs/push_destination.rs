//! Tells the employment system a student's current destination (14.1).

use wq_core::{ids::StudentId, jobs::payloads::PushDestination, sync};

use super::Means;
use crate::{
    outside::employment::{Pushed, StudentRef},
    runtime::Done,
};

/// Pushes whatever is current now, under its version. Twice is harmless: nothing newer than what was pushed sends
/// nothing, and the employment system knows a version that it has.
///
/// Nothing of a dormant student is pushed (5.2). The employment system forgets whom it deletes, so the restoration has to
/// make a new version ([`sync`]) and ask for a push again.
pub async fn run(job: PushDestination, means: Means) -> Done {
    let student = StudentId(job.student_id);
    let current = sync::current(&mut *means.conn().await?, student).await?;
    let Some(current) = current.filter(|current| !current.dormant && current.is_ahead()) else {
        return Ok(());
    };
    let to = StudentRef(current.student_ref);
    let pushed = means
        .outside
        .employment
        .put_destination(&to, current.version, &current.destination)
        .await?;
    let mut conn = means.conn().await?;
    match pushed {
        Pushed::Applied | Pushed::Already | Pushed::Newer => {
            sync::pushed(&mut conn, student, current.version).await?
        }
        Pushed::NoSuchStudent => sync::unknown_there(&mut conn, student).await?,
    }
    Ok(())
}
