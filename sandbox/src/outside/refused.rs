//! Requests that a system turned away.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A request that a system turned away, for its page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Refused {
    /// When it came.
    pub at: DateTime<Utc>,
    /// The system's own code: `401`, `43004`, `isv.SMS_TEMPLATE_ILLEGAL`, `552` …
    pub code: String,
    /// Why, in the system's words.
    pub message: String,
    /// What the request was about: a student reference, an openid, a number. May be empty.
    pub about: String,
}

impl Refused {
    /// A request that came just now and was turned away.
    pub(super) fn now(code: impl ToString, message: impl Into<String>, about: impl Into<String>) -> Self {
        Self {
            at: Utc::now(),
            code: code.to_string(),
            message: message.into(),
            about: about.into(),
        }
    }
}
