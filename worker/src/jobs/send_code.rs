//! Sends a one-time code by SMS, or a one-time link by mail.

use wq_core::{ids::CodeId, jobs::payloads::SendCode, one_time};

use super::{Means, send_message::deliver};
use crate::runtime::Done;

/// Sends the code, unless it was sent, used, or is late by now. Twice is harmless: the secret is derived, so the second
/// message would say the same.
pub async fn run(job: SendCode, means: Means) -> Done {
    let id = CodeId(job.code_id);
    let unsent = one_time::unsent(&mut *means.conn().await?, &means.key, id, &means.public_url).await?;
    let Some(via) = unsent else { return Ok(()) };
    deliver(&means.outside, &format!("code-{id}"), &via).await?;
    one_time::sent(&mut *means.conn().await?, id).await?;
    Ok(())
}
