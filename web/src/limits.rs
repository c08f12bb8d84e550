//! How often the same hand may try: sign-in, checking an agreement, and looking a student up by name and ID number.

use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use std::{net::IpAddr, num::NonZeroU32, time::Duration};
use wq_core::ids::AccountId;

use crate::fault::Fault;

/// A web process counts for itself: with n processes the limits are at most n times as wide.
pub struct Limiters {
    /// By address: a whole school may sit behind one.
    address: DefaultKeyedRateLimiter<IpAddr>,
    /// By sign-in name: guessing one password is slow wherever it comes from.
    login: DefaultKeyedRateLimiter<String>,
    /// By address: checking agreements, which needs no account.
    verify: DefaultKeyedRateLimiter<IpAddr>,
    /// By what is typed: somebody is looked up by name and number, or written to.
    person: DefaultKeyedRateLimiter<String>,
    /// By address, for what no classroom does at once: companies register.
    registration: DefaultKeyedRateLimiter<IpAddr>,
    /// By account, or by the address of who has none: files that are looked into.
    upload: DefaultKeyedRateLimiter<String>,
    /// By company account: invitations look students up.
    look_up: DefaultKeyedRateLimiter<AccountId>,
    /// By company account: a file of invitations looks up so many at once.
    batch: DefaultKeyedRateLimiter<AccountId>,
}

const fn quota(burst: u32, per_minute: u32) -> Quota {
    let (Some(burst), Some(per_minute)) = (NonZeroU32::new(burst), NonZeroU32::new(per_minute)) else {
        panic!("a quota is above zero")
    };
    Quota::per_minute(per_minute).allow_burst(burst)
}

impl Default for Limiters {
    fn default() -> Self {
        Self {
            address: RateLimiter::keyed(quota(300, 300)),
            login: RateLimiter::keyed(quota(10, 5)),
            verify: RateLimiter::keyed(quota(60, 30)),
            person: RateLimiter::keyed(quota(5, 2)),
            registration: RateLimiter::keyed(quota(20, 5)),
            upload: RateLimiter::keyed(quota(60, 30)),
            look_up: RateLimiter::keyed(quota(60, 30)),
            batch: RateLimiter::keyed(quota(5, 1)),
        }
    }
}

impl Limiters {
    /// Before a password is looked at.
    pub fn sign_in(&self, address: Option<IpAddr>, login: &str) -> Result<(), Fault> {
        if let Some(address) = address {
            check(&self.address, &address)?;
        }
        check(&self.login, &login.trim().to_lowercase())
    }

    /// Before an agreement is checked by a stranger.
    pub fn verify(&self, address: Option<IpAddr>) -> Result<(), Fault> {
        match address {
            Some(address) => check(&self.verify, &address),
            None => Ok(()),
        }
    }

    /// Before somebody without a session is looked up, or written to. `about` is what was typed.
    pub fn person(&self, address: Option<IpAddr>, about: &str) -> Result<(), Fault> {
        self.guess(address)?;
        check(&self.person, &about.trim().to_lowercase())
    }

    /// Before a code or a link is tried.
    pub fn guess(&self, address: Option<IpAddr>) -> Result<(), Fault> {
        address.map_or(Ok(()), |address| check(&self.address, &address))
    }

    /// Before a registration is kept.
    pub fn registration(&self, address: Option<IpAddr>) -> Result<(), Fault> {
        address.map_or(Ok(()), |address| check(&self.registration, &address))
    }

    /// Before a file is looked into.
    pub fn upload(&self, account: Option<AccountId>, address: Option<IpAddr>) -> Result<(), Fault> {
        match (account, address) {
            (Some(account), _) => check(&self.upload, &format!("account {account}")),
            (None, Some(address)) => check(&self.upload, &address.to_string()),
            (None, None) => Ok(()),
        }
    }

    /// Before a student is looked up.
    pub fn look_up(&self, account: AccountId) -> Result<(), Fault> {
        check(&self.look_up, &account)
    }

    /// Before the students of a file are looked up.
    pub fn batch(&self, account: AccountId) -> Result<(), Fault> {
        check(&self.batch, &account)
    }

    /// Forgets those who have not tried for a while.
    pub fn prune(&self) {
        self.address.retain_recent();
        self.login.retain_recent();
        self.verify.retain_recent();
        self.person.retain_recent();
        self.registration.retain_recent();
        self.upload.retain_recent();
        self.look_up.retain_recent();
        self.batch.retain_recent();
    }
}

fn check<K: std::hash::Hash + Eq + Clone>(
    limiter: &DefaultKeyedRateLimiter<K>,
    key: &K,
) -> Result<(), Fault> {
    limiter.check_key(key).map_err(|not_yet| {
        let wait = not_yet.wait_time_from(DefaultClock::default().now());
        Fault::TooMany(wait.max(Duration::from_secs(1)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_is_tried_ten_times_in_a_row_and_no_more() {
        let limiters = Limiters::default();
        let tries = (0..30)
            .filter(|_| limiters.sign_in(None, "school").is_ok())
            .count();
        assert_eq!(tries, 10);
        assert!(
            limiters.sign_in(None, "School ").is_err(),
            "written differently it is the same name"
        );
        assert!(limiters.sign_in(None, "dept-cs").is_ok());
    }
}
