//! Tells the employment system a student's current destination (14.1).

use wq_core::{ids::StudentId, jobs::payloads::PushDestination, sync};

use super::Means;
use crate::{
    outside::employment::{Pushed, StudentRef},
    runtime::Done,
};

/// Pushes what is owed, each under its own version, until nothing is. Twice is harmless: nothing newer than what was
/// pushed sends nothing, and the employment system knows a version that it has.
///
/// Nothing of a dormant student is pushed (5.2). The employment system forgets whom it deletes, so the restoration has to
/// make a new version ([`sync`]) and ask for a push again.
pub async fn run(job: PushDestination, means: Means) -> Done {
    let student = StudentId(job.student_id);
    while let Some(owed) = sync::owed(&mut *means.conn().await?, student).await? {
        let to = StudentRef(owed.student_ref);
        let pushed = means
            .outside
            .employment
            .put_destination(&to, owed.version, &owed.destination)
            .await?;
        let mut conn = means.conn().await?;
        match pushed {
            Pushed::Applied | Pushed::Already | Pushed::Newer => {
                sync::pushed(&mut conn, student, owed.version).await?
            }
            Pushed::NoSuchStudent => return Ok(sync::unknown_there(&mut conn, student).await?),
        }
    }
    Ok(())
}
