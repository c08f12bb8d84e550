//! Who was told of a case: every notice once, with what became of it on every channel.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::{inbox::Delivery, told::Told, words::said};
use crate::{case::Audience, ids::EventId};

/// A notice that somebody was owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notified {
    event: EventId,
    /// What it is about, in a few words.
    pub subject: &'static str,
    /// Who was to be told.
    pub audience: Audience,
    /// When what it tells of happened.
    pub at: DateTime<Utc>,
    /// Every channel that carries it.
    pub deliveries: Vec<Delivery>,
    /// When the first of them reached the person, if one did.
    pub sent_at: Option<DateTime<Utc>>,
}

/// The messages about a case ([`super::told()`]) by notice, newest first.
pub fn notified(told: &[Told]) -> Vec<Notified> {
    let of_one = |one: &Told, other: &Told| (one.event, one.audience()) == (other.event, other.audience());
    let mut all: Vec<Notified> = told.chunk_by(of_one).map(notice).collect();
    all.sort_by_key(|notified| Reverse(notified.event));
    all
}

/// The messages that carry one notice, of which there is at least one.
fn notice(carried: &[Told]) -> Notified {
    let first = &carried[0];
    Notified {
        event: first.event,
        subject: said(first.notice, first.kind).0,
        audience: first.audience(),
        at: first.at,
        deliveries: carried.iter().map(Told::delivery).collect(),
        sent_at: carried.iter().filter_map(|told| told.sent_at).min(),
    }
}
