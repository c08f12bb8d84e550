//! Reminds whoever owes a case an answer or a stamped copy (section 15).

use chrono::Utc;
use wq_core::{
    case::{Reminded, remind},
    ids::CaseId,
    jobs::payloads,
};

use super::Means;
use crate::runtime::{Done, Stop};

/// Reminds if a reminder is owed by now, and waits for the next. Twice is harmless: a reminder that went out stands in the case's
/// trail, and a case that waits for nobody any more reminds nobody.
pub async fn run(job: payloads::Remind, means: Means) -> Done {
    match remind(&mut *means.conn().await?, CaseId(job.case_id)).await? {
        Reminded::Over => Ok(()),
        Reminded::Again(at) => Err(Stop::Snooze {
            delay: (at - Utc::now()).to_std().unwrap_or_default(),
            reason: "the next reminder is not owed yet".into(),
        }),
    }
}
