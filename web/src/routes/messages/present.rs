//! Messages in words.

use wq_core::{
    access::Role,
    case::Audience,
    message::{Delivery, Received},
    paging::Page,
};

use crate::{
    routes::{reading, wording::moment},
    view::{
        badge::Badge,
        list::Pager,
        messages::{Message, Messages, Unread},
    },
};

/// Guide, section 15.
const BIND: &str = "关注并绑定“24365智慧就业”公众号，可在微信收到签约邀请、审核结果和信息修改的提醒。";

/// The page. `unread` counts all pages.
pub fn messages(page: &Page<Received>, unread: i64, csrf: String, role: &Role) -> Messages {
    let newest = page.rows.first().map(|received| received.event.0);
    Messages {
        items: page.rows.iter().map(message).collect(),
        pager: Pager {
            previous: page.newer.map(|id| format!("/messages?newer={id}")),
            next: page.older.map(|id| format!("/messages?older={id}")),
            place: String::new(),
        },
        advice: matches!(role, Role::Student { .. }).then_some(BIND),
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
        about,
        received.job_title.clone(),
        received.reason.clone().unwrap_or_default(),
    ];
    let words: Vec<String> = words.into_iter().filter(|text| !text.is_empty()).collect();
    Message {
        title: received.subject.into(),
        text: received.sentence.into(),
        about: words.join(" · "),
        time: moment(received.at),
        moment: received.at.to_rfc3339(),
        href: reading::own_page(received.audience, received.kind, received.case),
        channels: received.deliveries.iter().map(delivery).collect(),
        unread: received.unread,
    }
}

fn delivery(of: &Delivery) -> Badge {
    reading::delivery(of.channel, of.state)
}
