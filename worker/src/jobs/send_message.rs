//! Sends one message over its channel (14.4 to 14.6).

use wq_core::{
    ids::MessageId,
    jobs::payloads::SendMessage,
    message::{self, Via},
};

use super::Means;
use crate::{
    outside::{Failure, Outside, mail, sms, wechat},
    runtime::Done,
};

/// What came of a message that met no failure.
pub(super) enum Delivery {
    /// Taken, under this number of the other side where it gives one.
    Taken(Option<String>),
    /// This channel does not lead to the person.
    Unreachable,
}

/// Sends the message, unless it was sent. Twice is harmless: the id that goes with it is always the same, by which
/// WeChat and mail systems know a message that they have. An SMS may come twice where its provider's answer was lost.
pub async fn run(job: SendMessage, means: Means) -> Done {
    let id = MessageId(job.message_id);
    let unsent = message::unsent(&mut *means.conn().await?, id, &means.public_url).await?;
    let Some(via) = unsent else { return Ok(()) };
    let delivered = deliver(&means.outside, &format!("notice-{id}"), &via).await;
    let mut conn = means.conn().await?;
    match delivered {
        Ok(Delivery::Taken(receipt)) => message::sent(&mut conn, id, receipt.as_deref()).await?,
        Ok(Delivery::Unreachable) => message::unreachable(&mut conn, id).await?,
        Err(failure) => {
            if matches!(failure, Failure::Dead { .. }) {
                message::failed(&mut conn, id).await?;
            }
            return Err(failure.into());
        }
    }
    Ok(())
}

/// `id` is ours, the same at every attempt.
pub(super) async fn deliver(outside: &Outside, id: &str, via: &Via) -> Result<Delivery, Failure> {
    match via {
        Via::Nothing => Ok(Delivery::Unreachable),
        Via::WeChat { openid, url, words } => {
            let message = wechat::Message {
                id,
                openid,
                notice: words.template,
                url,
                data: &words.pairs(),
            };
            Ok(match outside.wechat.send(&message).await? {
                wechat::Sent::Delivered(msgid) => Delivery::Taken(Some(msgid.to_string())),
                wechat::Sent::NotAFollower => Delivery::Unreachable,
            })
        }
        Via::Sms { mobile, words } => {
            let message = sms::Message {
                id,
                phone: mobile,
                notice: words.template,
                parameters: &words.pairs(),
            };
            let sms::BizId(receipt) = outside.sms.send(&message).await?;
            Ok(Delivery::Taken(Some(receipt)))
        }
        Via::Mail { address, letter } => {
            let letter = mail::Letter {
                id,
                to: address,
                subject: &letter.subject,
                text: &letter.text(),
                html: &letter.html(),
            };
            outside.mail.send(&letter).await?;
            Ok(Delivery::Taken(None))
        }
    }
}
