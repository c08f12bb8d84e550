//! What can go wrong with an outside system, told by what is to be done about it.
//!
//! A failure's text is kept with the job's attempts and shown to operators. So it never repeats what a system sent,
//! which may hold names, numbers or addresses of people: it is made of our own words, status numbers, and codes that
//! have gone through [`code_of_theirs`].

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta, Utc};
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Response, StatusCode};

/// How long a job waits when its system cannot be used until an operator has mended something.
pub const PAUSE: Duration = Duration::from_secs(10 * 60);

/// The longest wait that a system's Retry-After can ask of us.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 3600);

/// A request that did not end the matter. `why` holds no personal data.
///
/// Not an [`Error`](std::error::Error) on purpose: a job would take any error for one to try again, whatever this one says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// May go well next time; uses up an attempt.
    Retry {
        /// What went wrong.
        why: String,
        /// How long to wait at least, where the system said so.
        after: Option<Duration>,
    },
    /// A quota is used up; nothing is wrong with the job, which uses up no attempt.
    PutOff {
        /// Which quota.
        why: String,
        /// How long to wait.
        by: Duration,
    },
    /// Our account, key or address does not work, so no job of this system can go well until operators, who are to be
    /// told, have mended that. Put the job off by [`PAUSE`]; it uses up no attempt.
    Paused {
        /// What is to be mended.
        why: String,
    },
    /// Never goes well: operators are to be told of this job.
    Dead {
        /// Why not.
        why: String,
    },
}

impl Failure {
    /// A failure to try again, with the back-off of the job.
    pub fn retry(why: impl Into<String>) -> Self {
        Self::Retry {
            why: why.into(),
            after: None,
        }
    }

    /// A failure that operators have to mend before any job of the system can go well.
    pub fn paused(why: impl Into<String>) -> Self {
        Self::Paused { why: why.into() }
    }

    /// A failure that trying again cannot mend.
    pub fn dead(why: impl Into<String>) -> Self {
        Self::Dead { why: why.into() }
    }

    /// What an answer says by its status alone, for statuses that mean nothing particular in a system's own protocol.
    pub(super) fn of_status(answer: &Response) -> Self {
        let status = answer.status();
        let why = format!("answered {}", status.as_u16());
        match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Self::paused(why),
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS => {
                Self::Retry {
                    why,
                    after: retry_after(answer.headers(), Utc::now()),
                }
            }
            status if status.is_server_error() => Self::Retry {
                why,
                after: retry_after(answer.headers(), Utc::now()),
            },
            // Redirects are not followed: the address in the settings is not the system's.
            status if status.is_redirection() => Self::paused(why),
            _ => Self::dead(why),
        }
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (Self::Retry { why, .. } | Self::PutOff { why, .. } | Self::Paused { why } | Self::Dead { why }) =
            self;
        f.write_str(why)
    }
}

impl From<reqwest::Error> for Failure {
    // The error's own text is not used: it shows the URL, and with it a student reference or a token.
    fn from(error: reqwest::Error) -> Self {
        if error.is_builder() {
            Self::dead("the request cannot be written")
        } else if error.is_timeout() {
            Self::retry("gave no answer in time")
        } else if error.is_connect() {
            Self::retry("could not be reached")
        } else if error.is_decode() {
            Self::retry("gave an answer that cannot be read")
        } else {
            Self::retry("the connection broke off")
        }
    }
}

impl From<diesel::result::Error> for Failure {
    fn from(_: diesel::result::Error) -> Self {
        Self::retry("the database failed")
    }
}

/// A code of another system as far as it may be repeated in a failure's text: as it is if it consists of at most 64
/// letters and the signs between them, and not at all otherwise. Numbers, openids, addresses and Chinese names cannot
/// get through.
pub(super) fn code_of_theirs(text: &str) -> &str {
    let is_code = text
        .chars()
        .all(|c| c.is_ascii_alphabetic() || matches!(c, '.' | '_' | '-'));
    if is_code && (1..=64).contains(&text.len()) {
        text
    } else {
        "(no readable code)"
    }
}

/// The wait that a Retry-After header asks for, in seconds or as a date; at most a day.
fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = match text.parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let date = DateTime::parse_from_rfc2822(text).ok()?;
            (date.to_utc() - now).to_std().unwrap_or_default()
        }
    };
    Some(wait.min(LONGEST_WAIT))
}

/// How long it is until the next day begins in Beijing, when daily quotas begin anew.
pub(super) fn until_tomorrow(now: DateTime<Utc>) -> Duration {
    let beijing = FixedOffset::east_opt(8 * 3600).expect("eight hours are an offset");
    let today = now.with_timezone(&beijing);
    let passed = today.time() - NaiveTime::MIN;
    (TimeDelta::days(1) - passed)
        .to_std()
        .expect("a day is never over before it ends")
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn wait_asked_for(value: &'static str) -> Option<Duration> {
        let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(value))]);
        retry_after(&headers, at("2027-03-01T00:00:00Z"))
    }

    #[test]
    fn retry_after_is_read_in_seconds_and_as_a_date() {
        assert_eq!(wait_asked_for("120"), Some(Duration::from_secs(120)));
        assert_eq!(
            wait_asked_for("Mon, 01 Mar 2027 00:00:30 GMT"),
            Some(Duration::from_secs(30))
        );
    }

    #[test]
    fn retry_after_in_the_past_or_far_away_is_bounded() {
        assert_eq!(
            wait_asked_for("Sun, 28 Feb 2027 00:00:00 GMT"),
            Some(Duration::ZERO)
        );
        assert_eq!(wait_asked_for("99999999999"), Some(LONGEST_WAIT));
    }

    #[test]
    fn retry_after_that_cannot_be_read_asks_for_nothing() {
        assert_eq!(wait_asked_for("soon"), None);
        assert_eq!(wait_asked_for("-5"), None);
        assert_eq!(retry_after(&HeaderMap::new(), Utc::now()), None);
    }

    #[test]
    fn the_next_day_begins_at_midnight_in_beijing() {
        assert_eq!(
            until_tomorrow(at("2027-03-01T15:59:00Z")),
            Duration::from_secs(60)
        );
        assert_eq!(
            until_tomorrow(at("2027-03-01T16:00:00Z")),
            Duration::from_secs(24 * 3600)
        );
    }

    #[test]
    fn a_code_that_could_tell_of_a_person_is_not_repeated() {
        assert_eq!(
            code_of_theirs("isv.BUSINESS_LIMIT_CONTROL"),
            "isv.BUSINESS_LIMIT_CONTROL"
        );
        for text in [
            "13812345678",
            "张三",
            "o-6_bmjrPTlm6",
            "a@example.org",
            "a b",
            "",
            &"x".repeat(65),
        ] {
            assert_eq!(code_of_theirs(text), "(no readable code)");
        }
    }
}
