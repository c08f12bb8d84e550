//! Tells the employment system a student's mobile number and mail address (4.3).

use wq_core::{contact, ids::StudentId, jobs::payloads::PushContact};

use super::Means;
use crate::{
    outside::employment::{Contact, StudentRef},
    runtime::Done,
};

/// Passes on what is current now. Twice is harmless: what was passed on is not sent again, and the employment system
/// replaces what it has by the same.
pub async fn run(job: PushContact, means: Means) -> Done {
    let student = StudentId(job.student_id);
    let Some(owed) = contact::unpushed(&mut *means.conn().await?, student).await? else {
        return Ok(());
    };
    let to = StudentRef(owed.student_ref);
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    let current = Contact {
        mobile: given(owed.mobile),
        email: given(owed.email),
    };
    if !means.outside.employment.put_contact(&to, &current).await? {
        // Not on the roster there: it stays owed, and the next sign-in asks again.
        return Ok(());
    }
    contact::pushed(&mut *means.conn().await?, student, owed.changed_at).await?;
    Ok(())
}
