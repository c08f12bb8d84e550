//! What the SMS provider knows.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::outside::{clock::beijing_day, recent::Recent, refused::Refused, store::Replay};

/// A message that was sent to a telephone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sent {
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// The number that was answered.
    pub biz_id: String,
    /// The mobile number, 11 digits.
    pub mobile: String,
    /// The sign name.
    pub sign_name: String,
    /// The template's code.
    pub template_code: String,
    /// The text as it was read, without the sign name.
    pub text: String,
    /// The client's own number of the message.
    pub out_id: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Event {
    Sent(Sent),
    Refused(Refused),
}

#[derive(Default)]
pub(super) struct State {
    pub(super) sent: Recent<Sent>,
    pub(super) refused: Recent<Refused>,
    /// The day counted, and its messages by mobile number and template.
    day: NaiveDate,
    counted: HashMap<(String, String), u32>,
}

impl State {
    /// How many messages went to `mobile` from this template on `day`.
    pub(super) fn sent_in_day(&self, mobile: &str, template_code: &str, day: NaiveDate) -> u32 {
        let key = (mobile.to_owned(), template_code.to_owned());
        if self.day == day {
            self.counted.get(&key).copied().unwrap_or(0)
        } else {
            0
        }
    }
}

impl Replay for State {
    type Event = Event;

    fn replay(&mut self, event: Event) {
        match event {
            Event::Sent(sent) => {
                let day = beijing_day(sent.at);
                if self.day != day {
                    self.day = day;
                    self.counted.clear();
                }
                *self
                    .counted
                    .entry((sent.mobile.clone(), sent.template_code.clone()))
                    .or_default() += 1;
                self.sent.push(sent);
            }
            Event::Refused(refused) => self.refused.push(refused),
        }
    }
}
