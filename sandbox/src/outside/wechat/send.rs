//! Deciding on a template message.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use super::{
    state::{Line, Sent, State},
    template::{self, Template},
};
use crate::outside::clock::beijing_day;

/// How long a `client_msg_id` keeps a second message away.
pub(super) const IDEMPOTENT: TimeDelta = TimeDelta::minutes(10);
/// Sends a minute.
const A_MINUTE: u32 = 10_000;
/// Sends a day.
const A_DAY: u32 = 100_000;

/// The body of a send.
#[derive(Debug, Deserialize)]
pub(super) struct Request {
    pub(super) touser: String,
    pub(super) template_id: String,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    client_msg_id: Option<String>,
    data: BTreeMap<String, Value>,
}

#[derive(Debug, Deserialize)]
struct Value {
    value: String,
}

/// A refusal: `errcode` and `errmsg`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) code: i32,
    pub(super) message: String,
}

pub(super) fn failure(code: i32, message: impl Into<String>) -> Failure {
    Failure {
        code,
        message: message.into(),
    }
}

/// What becomes of a send that is not refused.
#[derive(Debug)]
pub(super) enum Delivery {
    /// A new message.
    New(Sent),
    /// The same was sent before: nothing is sent, this `msgid` is answered.
    Again(u64),
}

/// What becomes of a send. `template` is the one the request names, where it exists.
pub(super) fn decide(
    state: &State,
    template: Option<&Template>,
    request: Request,
    now: DateTime<Utc>,
) -> Result<Delivery, Failure> {
    match state.follows(&request.touser) {
        None => return Err(failure(40003, "invalid openid")),
        Some(false) => return Err(failure(43004, "require subscribe")),
        Some(true) => (),
    }
    let template = template.ok_or_else(|| failure(40037, "invalid template_id"))?;
    if request.url.as_deref().is_some_and(|url| !is_link(url)) {
        return Err(failure(40165, "invalid url"));
    }
    if request
        .client_msg_id
        .as_deref()
        .is_some_and(|id| !is_message_id(id))
    {
        return Err(failure(47003, "argument invalid! client_msg_id"));
    }
    let lines = lines(template, &request.data)?;
    if let Some(msgid) = state.sent_before(&request.touser, request.client_msg_id.as_deref(), now) {
        return Ok(Delivery::Again(msgid));
    }
    if state.sent_in_day(beijing_day(now)) >= A_DAY {
        return Err(failure(45009, "reach max api daily quota limit"));
    }
    if state.sent_in_minute(now.timestamp() / 60) >= A_MINUTE {
        return Err(failure(
            45011,
            "api minute-quota reach limit, must slower, retry next minute",
        ));
    }
    Ok(Delivery::New(Sent {
        at: now,
        msgid: state.next_msgid(),
        openid: request.touser,
        template_id: request.template_id,
        title: template.title.clone(),
        lines,
        url: request.url.filter(|url| !url.is_empty()),
        client_msg_id: request.client_msg_id,
    }))
}

/// The lines of the message, in the template's order, or the key that is wrong.
fn lines(template: &Template, data: &BTreeMap<String, Value>) -> Result<Vec<Line>, Failure> {
    let known =
        |key: &str| matches!(key, "first" | "remark") || template.fields.iter().any(|(name, _)| name == key);
    if let Some(key) = data.keys().find(|key| !known(key)) {
        return Err(failure(
            47003,
            format!("argument invalid! data.{key} is not of the template"),
        ));
    }
    let line = |(key, label): &(String, String)| {
        let value = data
            .get(key)
            .map(|value| value.value.as_str())
            .unwrap_or_default();
        if value.trim().is_empty() {
            return Err(failure(
                47003,
                format!("argument invalid! data.{key}.value is empty"),
            ));
        }
        if !template::admits(key, value) {
            return Err(failure(
                47003,
                format!("argument invalid! data.{key}.value invalid"),
            ));
        }
        Ok(Line {
            key: key.clone(),
            label: label.clone(),
            value: value.to_owned(),
        })
    };
    template.fields.iter().map(line).collect()
}

fn is_link(url: &str) -> bool {
    url.is_empty() || (url.len() <= 1024 && (url.starts_with("http://") || url.starts_with("https://")))
}

fn is_message_id(id: &str) -> bool {
    (1..=32).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outside::{store::Replay, wechat::state::Event};

    /// An account with one follower.
    fn account() -> State {
        let mut state = State::default();
        state.replay(Event::Following {
            openid: "o".into(),
            following: true,
        });
        state
    }

    fn send(state: &State, id: Option<&str>, now: DateTime<Utc>) -> Result<Delivery, i32> {
        let template = Template::new("t", "通知", &[("thing1", "内容")]);
        let request = Request {
            touser: "o".into(),
            template_id: "t".into(),
            url: None,
            client_msg_id: id.map(str::to_owned),
            data: BTreeMap::from([(
                "thing1".to_owned(),
                Value {
                    value: "你好".into()
                },
            )]),
        };
        decide(state, Some(&template), request, now).map_err(|failure| failure.code)
    }

    /// Sends `count` messages that arrive at `now`.
    fn send_many(state: &mut State, count: u32, now: DateTime<Utc>) {
        let Ok(Delivery::New(sent)) = send(state, None, now) else {
            panic!("a message")
        };
        (0..count).for_each(|_| state.replay(Event::Sent(sent.clone())));
    }

    fn noon() -> DateTime<Utc> {
        "2027-03-01T12:00:00+08:00".parse().unwrap()
    }

    #[test]
    fn a_client_message_id_is_forgotten_after_ten_minutes() {
        let (mut state, now) = (account(), noon());
        let Ok(Delivery::New(sent)) = send(&state, Some("a"), now) else {
            panic!("a message")
        };
        state.replay(Event::Sent(sent));
        let again = send(&state, Some("a"), now + TimeDelta::seconds(599));
        assert!(matches!(again, Ok(Delivery::Again(1001))));
        let Ok(Delivery::New(sent)) = send(&state, Some("a"), now + IDEMPOTENT) else {
            panic!("a message")
        };
        state.replay(Event::Sent(sent));
        let again = send(&state, Some("a"), now + IDEMPOTENT);
        assert!(matches!(again, Ok(Delivery::Again(1002))));
    }

    #[test]
    fn a_full_minute_is_refused_until_the_next() {
        let (mut state, now) = (account(), noon());
        send_many(&mut state, A_MINUTE, now);
        assert_eq!(
            send(&state, None, now + TimeDelta::seconds(59)).unwrap_err(),
            45011
        );
        assert!(send(&state, None, now + TimeDelta::seconds(60)).is_ok());
    }

    #[test]
    fn a_full_day_is_refused_until_midnight_in_beijing() {
        let (mut state, now) = (account(), noon());
        for minute in 0..10 {
            send_many(&mut state, A_DAY / 10, now + TimeDelta::minutes(minute));
        }
        assert_eq!(send(&state, None, now + TimeDelta::hours(11)).unwrap_err(), 45009);
        assert!(send(&state, None, now + TimeDelta::hours(12)).is_ok());
    }
}
