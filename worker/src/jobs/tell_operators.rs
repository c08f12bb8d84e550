//! Tells the operators by mail which jobs are in trouble (14.6, 14.7).

use chrono::{TimeDelta, Utc};
use wq_core::{
    jobs::{
        enqueue_at,
        operate::{told, untold},
        payloads::TellOperators,
    },
    message::words::trouble_letter,
};

use super::Means;
use crate::{outside::mail::Letter, runtime::Done};

/// Between two looks: an outage that breaks thousands of jobs makes two letters an hour.
const EVERY: TimeDelta = TimeDelta::minutes(30);

/// Asks for the next look, then tells of what nobody was told of. Twice is harmless: a job that was told of is not told of again,
/// and a letter that comes twice has the same number.
pub async fn run(_: TellOperators, means: Means) -> Done {
    let mut conn = means.conn().await?;
    enqueue_at(&mut conn, &TellOperators {}, Utc::now() + EVERY).await?;
    let troubles = untold(&mut conn).await?;
    drop(conn);
    let Some(last) = troubles.last() else {
        return Ok(());
    };
    let words = trouble_letter(&troubles, &means.public_url);
    for (place, operator) in means.operators.iter().enumerate() {
        let letter = Letter {
            id: &format!("trouble-{}-{}-{place}", last.id, troubles.len()),
            to: operator.as_ref(),
            subject: &words.subject,
            text: &words.text(),
            html: &words.html(),
        };
        means.outside.mail.send(&letter).await?;
    }
    tracing::warn!(jobs = troubles.len(), "jobs in trouble");
    Ok(told(&mut *means.conn().await?, &troubles).await?)
}
