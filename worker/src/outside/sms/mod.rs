//! SMS by Aliyun's `SendSms`, version 2017-05-25 (rule 14.5).

mod refusal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{SecondsFormat, Utc};
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use reqwest::{Client, Request, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::settings::Templates;
use super::{Failure, Settings, acs3};
use refusal::failure_of;

const FORM: &str = "application/x-www-form-urlencoded";

/// An SMS to one number. No `Debug`: it names a person.
pub struct Message<'a> {
    /// Our id of this message, which the provider hands back in its reports. It does not keep a message from being sent
    /// twice: the provider has nothing that would.
    pub id: &'a str,
    /// Mobile number, 11 digits.
    pub phone: &'a str,
    /// Our name of the notice, to which the settings give a template code.
    pub notice: &'a str,
    /// The template's variables and their values, each at most 35 characters and no web address.
    pub parameters: &'a [(&'a str, &'a str)],
}

/// The provider's id of a message that it has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BizId(pub String);

/// The client.
#[derive(Clone)]
pub struct Sms {
    http: Client,
    url: Url,
    key_id: String,
    key_secret: SecretString,
    sign_name: String,
    templates: Templates,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    code: String,
    #[serde(default)]
    message: String,
    biz_id: Option<String>,
}

impl Sms {
    pub(super) fn new(http: Client, settings: &Settings) -> Self {
        Self {
            http,
            url: settings.sms_url.clone(),
            key_id: settings.sms_key_id.clone(),
            key_secret: settings.sms_key_secret.clone(),
            sign_name: settings.sms_sign_name.clone(),
            templates: settings.sms_templates.clone(),
        }
    }

    /// Sends a message. A message whose answer was lost is sent again by the next attempt.
    pub async fn send(&self, message: &Message<'_>) -> Result<BizId, Failure> {
        let answer = self.http.execute(self.request(message)?).await?;
        let status = answer.status();
        if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() {
            return Err(Failure::of_status(&answer));
        }
        let answer: Answer = answer.json().await?;
        match (answer.code.as_str(), answer.biz_id) {
            ("OK", Some(biz_id)) => Ok(BizId(biz_id)),
            (code, _) => Err(failure_of(code, &answer.message, Utc::now())),
        }
    }

    /// The signed request. The parameters stand in the body, as addresses end up in the logs of every machine between.
    fn request(&self, message: &Message<'_>) -> Result<Request, Failure> {
        let parameters: BTreeMap<_, _> = message.parameters.iter().copied().collect();
        let parameters = serde_json::to_string(&parameters).expect("strings are JSON");
        let mut request = self
            .http
            .post(self.url.clone())
            .form(&[
                ("PhoneNumbers", message.phone),
                ("SignName", &self.sign_name),
                ("TemplateCode", self.templates.id(message.notice)?),
                ("TemplateParam", &parameters),
                ("OutId", message.id),
            ])
            .build()?;
        self.sign(&mut request)?;
        Ok(request)
    }

    fn sign(&self, request: &mut Request) -> Result<(), Failure> {
        let body = request
            .body()
            .and_then(|body| body.as_bytes())
            .unwrap_or_default();
        let body_sha256 = acs3::hex_sha256(body);
        let date = Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true);
        let nonce = hex::encode(rand::random::<[u8; 16]>());
        let host = host(request.url());
        let signed = [
            ("content-type", FORM),
            ("host", &host),
            ("x-acs-action", "SendSms"),
            ("x-acs-content-sha256", &body_sha256),
            ("x-acs-date", &date),
            ("x-acs-signature-nonce", &nonce),
            ("x-acs-version", "2017-05-25"),
        ];
        let authorization = acs3::Request {
            method: request.method().as_str(),
            path: request.url().path(),
            query: "",
            headers: &signed,
            body_sha256: &body_sha256,
        }
        .authorization(&self.key_id, self.key_secret.expose_secret());

        for (name, value) in signed {
            request
                .headers_mut()
                .insert(HeaderName::from_static(name), header(value)?);
        }
        request
            .headers_mut()
            .insert(AUTHORIZATION, header(&authorization)?);
        Ok(())
    }
}

fn header(text: &str) -> Result<HeaderValue, Failure> {
    HeaderValue::from_str(text).map_err(|_| Failure::paused("the key id cannot stand in a header"))
}

/// The Host header that goes with a URL: with the port unless it is the scheme's own.
fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
