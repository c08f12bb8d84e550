//! What was told to whom, and whether it arrived.

use wq_core::{
    case::{Audience, Channel, Kind, Notice},
    message::{DeliveryState, Told},
};

use crate::{
    routes::wording::moment,
    view::{
        badge::{Badge, Tone},
        termination::Evidence,
    },
};

/// The messages about a case, in the order given.
pub fn told(told: &[Told]) -> Vec<Evidence> {
    told.iter().map(evidence).collect()
}

fn evidence(told: &Told) -> Evidence {
    let whom = match told.audience() {
        Audience::Student => "毕业生",
        Audience::Company => "用人单位",
    };
    let read = told.read_at.map(|at| format!("，{} 已读", moment(at)));
    Evidence {
        at: moment(told.at),
        what: subject(told.notice, told.kind).into(),
        whom: whom.into(),
        delivery: Badge {
            label: format!(
                "{}{}",
                delivery(told.channel, told.state).label,
                read.unwrap_or_default()
            ),
            ..delivery(told.channel, told.state)
        },
    }
}

/// What a message says, in a few words.
fn subject(notice: Notice, kind: Kind) -> &'static str {
    match notice {
        Notice::TerminationAsked => "通知对方：申请解约",
        Notice::InvitationReminder | Notice::StampedCopyReminder | Notice::TerminationReminder => "提醒答复",
        other => wq_core::message::words::said(other, kind).0,
    }
}

/// A channel and what became of a message on it.
pub fn delivery(channel: Channel, state: DeliveryState) -> Badge {
    let channel = match channel {
        Channel::WeChat => "微信",
        Channel::Sms => "短信",
        Channel::Mail => "邮件",
    };
    let (tone, state) = match state {
        DeliveryState::Owed => (Tone::Info, "发送中"),
        DeliveryState::Sent => (Tone::Ok, "已送达"),
        DeliveryState::Unreachable => (Tone::Quiet, "未能送达"),
        DeliveryState::Failed => (Tone::Bad, "发送失败"),
    };
    Badge::new(tone, format!("{channel} {state}"))
}
