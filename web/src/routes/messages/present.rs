//! Messages in words.

use wq_core::{
    case::{Audience, Channel, Kind},
    message::{Delivery, DeliveryState, Received},
    paging::Page,
};

use crate::{
    routes::wording::moment,
    view::{
        badge::{Badge, Tone},
        list::Pager,
        messages::{Message, Messages, Unread},
    },
};

/// The page. `unread` counts all pages.
pub fn messages(page: &Page<Received>, unread: i64, csrf: String) -> Messages {
    let newest = page.rows.first().map(|received| received.event.0);
    Messages {
        items: page.rows.iter().map(message).collect(),
        pager: Pager {
            previous: page.newer.map(|id| format!("/messages?newer={id}")),
            next: page.older.map(|id| format!("/messages?older={id}")),
            place: String::new(),
        },
        unread: newest.filter(|_| unread > 0).map(|newest| Unread {
            number: unread,
            action: "/messages/read".into(),
            csrf,
            newest,
        }),
    }
}

fn message(received: &Received) -> Message {
    let about = match received.audience {
        Audience::Student => received.company.clone(),
        Audience::Company => received.student.clone(),
    };
    let words = [
        received.sentence.to_owned(),
        about,
        received.job_title.clone(),
        received.reason.clone().unwrap_or_default(),
    ];
    let words: Vec<String> = words.into_iter().filter(|text| !text.is_empty()).collect();
    let door = match received.audience {
        Audience::Student => "student",
        Audience::Company => "company",
    };
    Message {
        title: received.subject.into(),
        text: words.join(" · "),
        time: moment(received.at),
        moment: received.at.to_rfc3339(),
        href: (received.kind == Kind::Online).then(|| format!("/{door}/invitations/{}", received.case)),
        channels: received.deliveries.iter().map(delivery).collect(),
        unread: received.unread,
    }
}

/// A channel and what became of the message on it.
pub fn delivery(delivery: &Delivery) -> Badge {
    let channel = match delivery.channel {
        Channel::WeChat => "微信",
        Channel::Sms => "短信",
        Channel::Mail => "邮件",
    };
    let (tone, state) = match delivery.state {
        DeliveryState::Owed => (Tone::Info, "发送中"),
        DeliveryState::Sent => (Tone::Ok, "已送达"),
        DeliveryState::Unreachable => (Tone::Quiet, "未能送达"),
        DeliveryState::Failed => (Tone::Bad, "发送失败"),
    };
    Badge::new(tone, format!("{channel} {state}"))
}
