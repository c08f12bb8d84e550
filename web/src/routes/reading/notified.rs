//! Who was told, in words.

use wq_core::{case::Audience, message::Notified};

use super::delivery;
use crate::{routes::wording::moment, view::notified as view};

/// Every notice about a case, newest first.
pub fn notified(all: &[Notified]) -> Vec<view::Notified> {
    all.iter().map(one).collect()
}

fn one(told: &Notified) -> view::Notified {
    let whom = match told.audience {
        Audience::Student => "毕业生",
        Audience::Company => "用人单位",
    };
    view::Notified {
        subject: told.subject.into(),
        whom: whom.into(),
        time: told
            .sent_at
            .map_or_else(|| "尚未送达".into(), |at| format!("{} 送达", moment(at))),
        channels: (told.deliveries.iter())
            .map(|one| delivery(one.channel, one.state))
            .collect(),
    }
}
