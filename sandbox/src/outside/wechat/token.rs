//! Access tokens: one of each kind at a time.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::send::{self, Failure};

/// How long a token is good for.
const LIFETIME: TimeDelta = TimeDelta::seconds(7200);
/// How long a token that a newer one ended is still recognised.
const REMEMBERED: TimeDelta = TimeDelta::days(1);

/// A token that was handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) value: String,
    pub(super) expires_at: DateTime<Utc>,
}

impl Token {
    fn new(now: DateTime<Utc>) -> Self {
        Self {
            value: hex::encode(rand::random::<[u8; 32]>()),
            expires_at: now + LIFETIME,
        }
    }

    fn is_good(&self, now: DateTime<Utc>) -> bool {
        now < self.expires_at
    }

    /// Whole seconds that are left.
    pub(super) fn expires_in(&self, now: DateTime<Utc>) -> i64 {
        (self.expires_at - now).num_seconds()
    }
}

/// The tokens that are out, and those that were.
#[derive(Default)]
pub(super) struct Tokens {
    plain: Option<Token>,
    stable: Option<Token>,
    ended: HashMap<String, DateTime<Utc>>,
}

impl Tokens {
    /// A new plain token. The one before it ends.
    pub(super) fn issue(&mut self, now: DateTime<Utc>) -> Token {
        let token = Token::new(now);
        let before = self.plain.replace(token.clone());
        self.end(before, now);
        token
    }

    /// The stable token; a new one where there is none, it has expired, or `refresh` is forced.
    pub(super) fn issue_stable(&mut self, refresh: bool, now: DateTime<Utc>) -> Token {
        match &self.stable {
            Some(token) if token.is_good(now) && !refresh => token.clone(),
            _ => {
                let token = Token::new(now);
                let before = self.stable.replace(token.clone());
                self.end(before, now);
                token
            }
        }
    }

    /// Whether requests with this token are let in.
    pub(super) fn check(&self, value: &str, now: DateTime<Utc>) -> Result<(), Failure> {
        let current = [&self.plain, &self.stable]
            .into_iter()
            .flatten()
            .find(|token| token.value == value);
        match (current, self.ended.get(value)) {
            (Some(token), _) if token.is_good(now) => Ok(()),
            (None, None) => Err(send::failure(40014, "invalid access_token")),
            (None, Some(&expired_at)) if now < expired_at => Err(send::failure(
                40001,
                "invalid credential, access_token is invalid or not latest",
            )),
            _ => Err(send::failure(42001, "access_token expired")),
        }
    }

    /// Lets the tokens that are out expire at `now`.
    pub(super) fn expire(&mut self, now: DateTime<Utc>) {
        for token in [&mut self.plain, &mut self.stable].into_iter().flatten() {
            token.expires_at = now;
        }
    }

    fn end(&mut self, token: Option<Token>, now: DateTime<Utc>) {
        self.ended.retain(|_, expired_at| now < *expired_at + REMEMBERED);
        self.ended
            .extend(token.map(|token| (token.value, token.expires_at)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_token_ends_the_old_one_but_not_the_stable_one() {
        let (mut tokens, now) = (Tokens::default(), Utc::now());
        let (old, stable) = (tokens.issue(now), tokens.issue_stable(false, now));
        let new = tokens.issue(now);
        assert_eq!(tokens.check(&old.value, now).unwrap_err().code, 40001);
        assert_eq!(tokens.check(&new.value, now), Ok(()));
        assert_eq!(tokens.check(&stable.value, now), Ok(()));
    }

    #[test]
    fn a_stable_token_stays_the_same_until_a_refresh_is_forced() {
        let (mut tokens, now) = (Tokens::default(), Utc::now());
        let first = tokens.issue_stable(false, now);
        assert_eq!(tokens.issue_stable(false, now + TimeDelta::seconds(7199)), first);
        let second = tokens.issue_stable(true, now);
        assert_ne!(second, first);
        assert_eq!(tokens.check(&first.value, now).unwrap_err().code, 40001);
    }

    #[test]
    fn a_token_expires_after_two_hours() {
        let (mut tokens, now) = (Tokens::default(), Utc::now());
        let token = tokens.issue(now);
        assert_eq!(token.expires_in(now), 7200);
        assert_eq!(tokens.check(&token.value, now + TimeDelta::seconds(7199)), Ok(()));
        assert_eq!(
            tokens
                .check(&token.value, now + TimeDelta::seconds(7200))
                .unwrap_err()
                .code,
            42001
        );
    }

    #[test]
    fn a_token_that_was_never_handed_out_is_told_from_an_old_one() {
        assert_eq!(
            Tokens::default().check("made-up", Utc::now()).unwrap_err().code,
            40014
        );
    }
}
