//! The employment system (就业管理系统), outbound: it receives every student's current destination and is asked what it
//! holds (rules 14.1, 14.2, 8.4, 8.5).

mod body;
#[cfg(test)]
mod tests;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Response, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use wq_core::sync::Destination;

use super::failure::code_of_theirs;
use super::http::below;
use super::{Failure, Settings};

pub use body::{Contact, Graduate, Student, StudentRef};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const VERSION: HeaderName = HeaderName::from_static("x-version");

/// What came of a push. Each of these ends it: there is nothing to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// The destination and the version are taken over.
    Applied,
    /// The very same had arrived before.
    Already,
    /// A newer version has arrived before this one.
    Newer,
    /// The student is not on the roster there: dormant.
    NoSuchStudent,
}

/// The client.
#[derive(Clone)]
pub struct Employment {
    http: Client,
    base: Url,
    key: SecretString,
}

impl Employment {
    pub(super) fn new(http: Client, settings: &Settings) -> Self {
        Self {
            http,
            base: settings.employment_url.clone(),
            key: settings.employment_key.clone(),
        }
    }

    /// Pushes a student's current destination. The same push twice does no harm: the key is made of student and version.
    pub async fn put_destination(
        &self,
        student: &StudentRef,
        version: i64,
        destination: &Destination,
    ) -> Result<Pushed, Failure> {
        let answer = self
            .http
            .put(below(&self.base, ["v1", "graduates", &student.0, "destination"]))
            .bearer_auth(self.key.expose_secret())
            .headers(headers_of_push(student, version)?)
            .json(destination)
            .send()
            .await?;
        match answer.status() {
            StatusCode::OK => Ok(Pushed::Applied),
            StatusCode::ALREADY_REPORTED => Ok(Pushed::Already),
            StatusCode::CONFLICT => Ok(Pushed::Newer),
            StatusCode::NOT_FOUND => Ok(Pushed::NoSuchStudent),
            StatusCode::UNPROCESSABLE_ENTITY => Err(refused(answer).await),
            _ => Err(Failure::of_status(&answer)),
        }
    }

    /// Tells a student's own contact data (4.3), which replace the former ones. False where the student is not on the
    /// roster there.
    pub async fn put_contact(&self, student: &StudentRef, contact: &Contact) -> Result<bool, Failure> {
        let answer = self
            .http
            .put(below(&self.base, ["v1", "graduates", &student.0, "contact"]))
            .bearer_auth(self.key.expose_secret())
            .json(contact)
            .send()
            .await?;
        match answer.status() {
            StatusCode::OK => Ok(true),
            StatusCode::NOT_FOUND => Ok(false),
            StatusCode::UNPROCESSABLE_ENTITY => Err(refused(answer).await),
            _ => Err(Failure::of_status(&answer)),
        }
    }

    /// What the employment system holds of a student now; none if it does not have the student.
    pub async fn current(&self, student: &StudentRef) -> Result<Option<Graduate>, Failure> {
        let answer = self
            .http
            .get(below(&self.base, ["v1", "graduates", &student.0]))
            .bearer_auth(self.key.expose_secret())
            .send()
            .await?;
        match answer.status() {
            StatusCode::OK => Ok(Some(answer.json().await?)),
            StatusCode::NOT_FOUND => Ok(None),
            _ => Err(Failure::of_status(&answer)),
        }
    }
}

fn headers_of_push(student: &StudentRef, version: i64) -> Result<HeaderMap, Failure> {
    let mut key = HeaderValue::try_from(format!("{}-{version}", student.0))
        .map_err(|_| Failure::dead("the student reference cannot stand in a header"))?;
    key.set_sensitive(true);
    Ok(HeaderMap::from_iter([
        (IDEMPOTENCY_KEY, key),
        (VERSION, version.into()),
    ]))
}

#[derive(Deserialize)]
struct Refusal {
    reasons: Vec<Reason>,
}

#[derive(Deserialize)]
struct Reason {
    field: String,
    code: String,
}

/// The failure for refused content: which field and why, in codes; never the message, which may repeat the content.
async fn refused(answer: Response) -> Failure {
    let reasons = match answer.json::<Refusal>().await {
        Ok(refusal) => refusal.reasons,
        Err(_) => return Failure::dead("refused, without readable reasons"),
    };
    let reasons: Vec<_> = reasons
        .iter()
        .map(|reason| {
            format!(
                "{} {}",
                code_of_theirs(&reason.field),
                code_of_theirs(&reason.code)
            )
        })
        .collect();
    Failure::dead(format!("refused: {}", reasons.join(", ")))
}
