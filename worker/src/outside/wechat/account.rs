//! WeChat's interface for one official account, with the token left to the caller.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::Utc;
use reqwest::{Client, RequestBuilder, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use wq_core::message::wechat_token::Fresh;

use super::{Message, Sent};
use crate::outside::failure::until_tomorrow;
use crate::outside::http::below;
use crate::outside::settings::Templates;
use crate::outside::{Failure, Settings};

/// The most characters that WeChat takes for a value of the kind `thing`.
const THING: usize = 20;

/// The wait after too many calls in one minute.
pub const MINUTE: Duration = Duration::from_secs(60);

/// The interface.
#[derive(Clone)]
pub struct Account {
    http: Client,
    base: Url,
    pub appid: String,
    secret: SecretString,
    templates: Templates,
}

/// WeChat's answer to a message.
pub enum Answer {
    /// The matter ended.
    Sent(Sent),
    /// The token is no more: ask again with another.
    TokenRefused,
}

#[derive(Deserialize)]
struct Delivery {
    msgid: i64,
}

#[derive(Deserialize)]
struct Token {
    access_token: String,
    expires_in: u64,
}

impl Account {
    /// The account that the settings name.
    pub fn new(http: Client, settings: &Settings) -> Self {
        Self {
            http,
            base: settings.wechat_url.clone(),
            appid: settings.wechat_appid.clone(),
            secret: settings.wechat_secret.clone(),
            templates: settings.wechat_templates.clone(),
        }
    }

    /// Fetches a token. This interface hands out the same token as long as it lives, and `anew` ends it; the older one
    /// ends a token with every call, ours too if another program of the school calls it.
    pub async fn fetch_token(&self, anew: bool) -> Result<Fresh, Failure> {
        let request = self
            .http
            .post(below(&self.base, ["cgi-bin", "stable_token"]))
            .json(&json!({
                "grant_type": "client_credential",
                "appid": self.appid,
                "secret": self.secret.expose_secret(),
                "force_refresh": anew,
            }));
        let token: Token = answer_to(request).await?.map_err(failure_of)?;
        Ok(Fresh {
            token: token.access_token,
            lives: Duration::from_secs(token.expires_in),
        })
    }

    /// Sends a message with this token.
    pub async fn send(&self, token: &str, message: &Message<'_>) -> Result<Answer, Failure> {
        let request = self
            .http
            .post(below(&self.base, ["cgi-bin", "message", "template", "send"]))
            .query(&[("access_token", token)])
            .json(&json!({
                "touser": message.openid,
                "template_id": self.templates.id(message.notice)?,
                "url": message.url,
                "client_msg_id": message.id,
                "data": data(message.data),
            }));
        match answer_to::<Delivery>(request).await? {
            Ok(delivery) => Ok(Answer::Sent(Sent::Delivered(delivery.msgid))),
            Err(43004) => Ok(Answer::Sent(Sent::NotAFollower)),
            Err(40001 | 40014 | 42001) => Ok(Answer::TokenRefused),
            Err(errcode) => Err(failure_of(errcode)),
        }
    }
}

/// Sends a request; WeChat's answer is what was asked for or an errcode, with status 200 both times.
async fn answer_to<T: DeserializeOwned>(request: RequestBuilder) -> Result<Result<T, i64>, Failure> {
    let answer = request.send().await?;
    if !answer.status().is_success() {
        return Err(Failure::of_status(&answer));
    }
    let body: Value = answer.json().await?;
    match body.get("errcode").and_then(Value::as_i64) {
        None | Some(0) => serde_json::from_value(body)
            .map(Ok)
            .map_err(|_| Failure::retry("gave an answer that cannot be read")),
        Some(errcode) => Ok(Err(errcode)),
    }
}

/// What an errcode means that ends neither a send nor a token.
fn failure_of(errcode: i64) -> Failure {
    let (meaning, failure): (_, fn(String) -> Failure) = match errcode {
        -1 => ("WeChat is busy", Failure::retry),
        45011 => ("too many calls this minute", |why| Failure::Retry {
            why,
            after: Some(MINUTE),
        }),
        45009 => ("today's quota is used up", |why| Failure::PutOff {
            why,
            by: until_tomorrow(Utc::now()),
        }),
        40001 | 40013 | 40125 | 41002 | 41004 => ("appid or secret is refused", Failure::paused),
        40164 => ("our address is not on the account's list", Failure::paused),
        48001 | 50004 => ("the account may not use this interface", Failure::paused),
        40003 => ("the openid is none of this account", Failure::dead),
        40037 => ("the template id is none of this account", Failure::dead),
        40165 => ("the page's address is refused", Failure::dead),
        47001 => ("the message is not of the form", Failure::dead),
        47003 => ("the data does not fit the template", Failure::dead),
        _ => ("unknown errcode", Failure::retry),
    };
    failure(format!("errcode {errcode}: {meaning}"))
}

fn data(pairs: &[(&str, &str)]) -> BTreeMap<String, Value> {
    pairs
        .iter()
        .map(|(key, value)| (key.to_string(), json!({ "value": fitting(key, value) })))
        .collect()
}

/// The value, cut if it is longer than WeChat takes for free text.
pub fn fitting(key: &str, value: &str) -> String {
    let is_thing = key.trim_end_matches(|c: char| c.is_ascii_digit()) == "thing";
    if is_thing && value.chars().count() > THING {
        value.chars().take(THING - 1).chain(['…']).collect()
    } else {
        value.to_owned()
    }
}
