//! What the official account knows.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::send::IDEMPOTENT;
use crate::outside::{clock::beijing_day, recent::Recent, refused::Refused, store::Replay};

/// A template message that was sent to a follower.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sent {
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// The number that was answered.
    pub msgid: u64,
    /// The follower.
    pub openid: String,
    /// The template.
    pub template_id: String,
    /// The template's title.
    pub title: String,
    /// The lines that the follower sees, in the template's order.
    pub lines: Vec<Line>,
    /// Where a tap on the message leads.
    pub url: Option<String>,
    /// The client's own number of the message.
    pub client_msg_id: Option<String>,
}

impl Sent {
    /// The value under `key`.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.lines
            .iter()
            .find(|line| line.key == key)
            .map(|line| line.value.as_str())
    }
}

/// One line of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The key: `thing1`.
    pub key: String,
    /// The label: 单位名称.
    pub label: String,
    /// The value.
    pub value: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Event {
    Following { openid: String, following: bool },
    Sent(Sent),
    Refused(Refused),
}

/// A message id of a client: whose, and which.
type ClientMessage = (String, String);

#[derive(Default)]
pub(super) struct State {
    users: HashMap<String, bool>,
    pub(super) sent: Recent<Sent>,
    pub(super) refused: Recent<Refused>,
    /// What a second send is answered with, while the first is fresh.
    fresh: HashMap<ClientMessage, (DateTime<Utc>, u64)>,
    /// The keys of `fresh`, oldest first, by which it is pruned.
    ageing: VecDeque<(DateTime<Utc>, ClientMessage)>,
    day: (NaiveDate, u32),
    minute: (i64, u32),
}

impl State {
    /// Whether the user follows the account; none where there is no such user.
    pub(super) fn follows(&self, openid: &str) -> Option<bool> {
        self.users.get(openid).copied()
    }

    pub(super) fn followers(&self) -> usize {
        self.users.values().filter(|&&following| following).count()
    }

    /// The `msgid` of the message that the client sent under this id in the last ten minutes.
    pub(super) fn sent_before(
        &self,
        openid: &str,
        client_msg_id: Option<&str>,
        now: DateTime<Utc>,
    ) -> Option<u64> {
        let key = (openid.to_owned(), client_msg_id?.to_owned());
        self.fresh
            .get(&key)
            .filter(|(at, _)| now < *at + IDEMPOTENT)
            .map(|&(_, msgid)| msgid)
    }

    pub(super) fn sent_in_day(&self, day: NaiveDate) -> u32 {
        if self.day.0 == day { self.day.1 } else { 0 }
    }

    pub(super) fn sent_in_minute(&self, minute: i64) -> u32 {
        if self.minute.0 == minute { self.minute.1 } else { 0 }
    }

    pub(super) fn next_msgid(&self) -> u64 {
        self.sent.total() + 1001
    }

    fn deliver(&mut self, sent: Sent) {
        let (day, minute) = (beijing_day(sent.at), sent.at.timestamp() / 60);
        self.day = (day, self.sent_in_day(day) + 1);
        self.minute = (minute, self.sent_in_minute(minute) + 1);
        while self
            .ageing
            .front()
            .is_some_and(|(at, _)| *at + IDEMPOTENT <= sent.at)
        {
            let Some((at, key)) = self.ageing.pop_front() else {
                break;
            };
            // The same id may have been used again since; then the younger entry stays.
            if self.fresh.get(&key).is_some_and(|(kept, _)| *kept == at) {
                self.fresh.remove(&key);
            }
        }
        if let Some(id) = &sent.client_msg_id {
            let key = (sent.openid.clone(), id.clone());
            self.fresh.insert(key.clone(), (sent.at, sent.msgid));
            self.ageing.push_back((sent.at, key));
        }
        self.sent.push(sent);
    }
}

impl Replay for State {
    type Event = Event;

    fn replay(&mut self, event: Event) {
        match event {
            Event::Following { openid, following } => {
                self.users.insert(openid, following);
            }
            Event::Sent(sent) => self.deliver(sent),
            Event::Refused(refused) => self.refused.push(refused),
        }
    }
}
