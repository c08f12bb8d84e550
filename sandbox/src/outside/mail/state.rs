//! What the mail server holds.

use serde::{Deserialize, Serialize};

use super::message::Received;
use crate::outside::{recent::Recent, refused::Refused, store::Replay};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Event {
    Received(Received),
    Refused(Refused),
}

#[derive(Default)]
pub(super) struct State {
    pub(super) received: Recent<Received>,
    pub(super) refused: Recent<Refused>,
}

impl Replay for State {
    type Event = Event;

    fn replay(&mut self, event: Event) {
        match event {
            Event::Received(received) => self.received.push(received),
            Event::Refused(refused) => self.refused.push(refused),
        }
    }
}
