//! What a code is good for, how often it may be tried, and how often one is sent. No clock, no database.

use chrono::{DateTime, TimeDelta, Utc};

use crate::db::text_enum::text_enum;

text_enum! {
    /// What a code proves the address for.
    Purpose {
        /// A student takes their account into use.
        Activation = "activation",
        /// A student gives a new mobile number.
        Mobile = "mobile",
        /// Somebody has forgotten their password.
        Reset = "reset",
        /// A company registers.
        Registration = "registration",
        /// A company's user joins those who are there.
        Membership = "membership",
        /// A student agrees to an invitation.
        Acceptance = "acceptance",
    }
}

text_enum! {
    /// How the secret reaches the person.
    Way {
        /// Six digits in a text message.
        Sms = "sms",
        /// A link in a letter.
        Mail = "mail",
    }
}

/// Wrong tries that end a code. With six digits, one guess in 200,000 codes is right.
pub const TRIES: i32 = 5;

/// Between two to one address.
const PAUSE: TimeDelta = TimeDelta::minutes(1);
/// To one address: so many within such a time.
const AT_MOST: [(usize, TimeDelta); 2] = [(5, TimeDelta::hours(1)), (10, TimeDelta::days(1))];

/// As far back as [`TooSoon::check`] looks.
pub(super) const MEMORY: TimeDelta = TimeDelta::days(1);

impl Purpose {
    /// How long a secret is good: as long as it takes to get and type it, or to come back to one's mail.
    pub const fn life(self, way: Way) -> TimeDelta {
        match (self, way) {
            (_, Way::Sms) => TimeDelta::minutes(10),
            (Purpose::Reset | Purpose::Activation | Purpose::Mobile | Purpose::Acceptance, Way::Mail) => {
                TimeDelta::minutes(30)
            }
            (Purpose::Registration, Way::Mail) => TimeDelta::days(2),
            (Purpose::Membership, Way::Mail) => TimeDelta::days(7),
        }
    }
}

/// Why a code proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is another one; so many tries are left.
    Wrong {
        /// Tries left.
        left: i32,
    },
    /// It was tried too often.
    Spent,
    /// It has been used.
    Used,
    /// Its time is over, or there never was one.
    Late,
}

impl Refused {
    /// What to do about it, in a sentence. `way` is how the secret came.
    pub fn sentence(self, way: Way) -> String {
        match (way, self) {
            (Way::Sms, Refused::Wrong { left: left @ 1.. }) => format!("验证码不正确，还可以再试 {left} 次"),
            (Way::Sms, Refused::Wrong { .. } | Refused::Spent) => {
                "验证码输错次数过多，已失效，请重新获取".into()
            }
            (Way::Sms, Refused::Used) => "验证码已经使用过，请重新获取".into(),
            (Way::Sms, Refused::Late) => "验证码已过期，请重新获取".into(),
            (Way::Mail, Refused::Used) => "这个链接已经使用过".into(),
            (Way::Mail, Refused::Wrong { .. } | Refused::Spent | Refused::Late) => "这个链接已失效".into(),
        }
    }
}

/// What is known of a code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub tries: i32,
    pub used: bool,
    pub expires_at: DateTime<Utc>,
}

/// Does a typed secret prove anything? `right`: it is the code's own. Who has spent all tries is not told that the next one
/// was right.
pub(super) fn judge(facts: Facts, right: bool, now: DateTime<Utc>) -> Result<(), Refused> {
    if facts.used {
        Err(Refused::Used)
    } else if now >= facts.expires_at {
        Err(Refused::Late)
    } else if facts.tries >= TRIES {
        Err(Refused::Spent)
    } else if right {
        Ok(())
    } else {
        Err(Refused::Wrong {
            left: TRIES - facts.tries - 1,
        })
    }
}

/// The address was written to a moment ago, or often; how long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooSoon(pub TimeDelta);

impl TooSoon {
    /// How long after one code the next may be sent, in seconds.
    pub const PAUSE: i64 = PAUSE.num_seconds();

    /// What to do about it, in a sentence.
    pub fn sentence(self) -> String {
        match self.0.num_seconds() {
            seconds @ ..60 => format!("发送过于频繁，请在 {} 秒后再试", seconds.max(1)),
            seconds => format!("发送过于频繁，请在 {} 分钟后再试", (seconds + 59) / 60),
        }
    }

    /// May one more be sent to an address that was sent some at these times, the newest first?
    pub(super) fn check(sent: &[DateTime<Utc>], now: DateTime<Utc>) -> Result<(), TooSoon> {
        let after_pause = sent.first().map(|&last| last + PAUSE);
        let after_quota = AT_MOST.iter().filter_map(|&(most, within)| {
            // The one that has to lie further back than the window before there is room for another.
            sent.get(most - 1).map(|&oldest| oldest + within)
        });
        match after_pause.into_iter().chain(after_quota).max() {
            Some(free) if free > now => Err(TooSoon(free - now)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(tries: i32, used: bool, left: TimeDelta) -> (Facts, DateTime<Utc>) {
        let now = Utc::now();
        let expires_at = now + left;
        (
            Facts {
                tries,
                used,
                expires_at,
            },
            now,
        )
    }

    fn judged(tries: i32, used: bool, left: TimeDelta, right: bool) -> Result<(), Refused> {
        let (facts, now) = facts(tries, used, left);
        judge(facts, right, now)
    }

    const MINUTE: TimeDelta = TimeDelta::minutes(1);

    #[test]
    fn the_right_code_in_time_proves() {
        assert_eq!(judged(0, false, MINUTE, true), Ok(()));
        assert_eq!(judged(TRIES - 1, false, MINUTE, true), Ok(()));
    }

    #[test]
    fn each_wrong_try_is_counted_and_the_last_one_ends_the_code() {
        let left: Vec<_> = (0..TRIES)
            .map(|tries| judged(tries, false, MINUTE, false))
            .collect();
        let expected: Vec<_> = [4, 3, 2, 1, 0].map(|left| Err(Refused::Wrong { left })).into();
        assert_eq!(left, expected);
        assert_eq!(
            judged(TRIES, false, MINUTE, true),
            Err(Refused::Spent),
            "even the right one"
        );
    }

    #[test]
    fn a_used_code_and_a_late_one_prove_nothing() {
        assert_eq!(judged(0, true, MINUTE, true), Err(Refused::Used));
        assert_eq!(judged(0, false, TimeDelta::zero(), true), Err(Refused::Late));
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        for refused in [
            Refused::Wrong { left: 2 },
            Refused::Wrong { left: 0 },
            Refused::Spent,
            Refused::Used,
            Refused::Late,
        ] {
            assert!(refused.sentence(Way::Sms).contains("验证码"));
            assert!(refused.sentence(Way::Mail).contains("链接"));
        }
    }

    /// Whether one more may be sent after some, so many minutes ago, the newest first.
    fn wait(minutes: &[i64]) -> Option<i64> {
        let now = Utc::now();
        let sent: Vec<_> = minutes.iter().map(|&ago| now - TimeDelta::minutes(ago)).collect();
        TooSoon::check(&sent, now)
            .err()
            .map(|TooSoon(wait)| wait.num_minutes())
    }

    #[test]
    fn an_address_is_written_to_once_a_minute_five_times_an_hour_ten_times_a_day() {
        assert_eq!(wait(&[]), None);
        assert_eq!(wait(&[0]), Some(1));
        assert_eq!(wait(&[1]), None);
        assert_eq!(wait(&[2, 4, 6, 8]), None);
        assert_eq!(wait(&[2, 4, 6, 8, 50]), Some(10));
        assert_eq!(wait(&[2, 4, 6, 8, 60]), None);
        let spread: Vec<i64> = (1..=10).map(|place| place * 100).collect();
        assert_eq!(wait(&spread), Some(440));
        assert_eq!(wait(&spread[..9]), None);
    }
}
