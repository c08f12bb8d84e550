//! Ends an invitation that nobody answered in time (6.1).

use chrono::Utc;
use wq_core::{
    agreement::{Expiry, expire},
    ids::CaseId,
    jobs::payloads::ExpireInvitation,
};

use super::Means;
use crate::runtime::{Done, Stop};

/// Expires the invitation if it is still one and its time is up. Twice is harmless: it is no invitation any more.
///
/// Of a dormant student nothing moves (5.2), so the job ends, and the restoration must schedule it again.
pub async fn run(job: ExpireInvitation, means: Means) -> Done {
    match expire(&mut *means.conn().await?, CaseId(job.case_id)).await? {
        Expiry::Expired | Expiry::Moot => Ok(()),
        Expiry::NotBefore(due) => Err(Stop::Snooze {
            delay: (due - Utc::now()).to_std().unwrap_or_default(),
            reason: "not due yet".into(),
        }),
    }
}
