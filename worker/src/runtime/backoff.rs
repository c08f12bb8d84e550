//! How long to wait between attempts.

use std::time::Duration;

/// Waits that double from attempt to attempt.
#[derive(Clone, Copy, Debug)]
pub struct Backoff {
    /// After the first attempt.
    pub first: Duration,
    /// The longest, before jitter.
    pub cap: Duration,
}

impl Backoff {
    /// The wait after `attempt` (from 1). `jitter` is a factor between 0.5 and 1.5: jobs that failed together, since the
    /// other side was down, must not all come back together.
    pub fn delay(self, attempt: i32, jitter: f64) -> Duration {
        let doublings = attempt.saturating_sub(1).clamp(0, 30) as u32;
        self.first
            .saturating_mul(1 << doublings)
            .min(self.cap)
            .mul_f64(jitter)
    }

    /// The wait after `attempt`, with a jitter drawn for it.
    pub(super) fn draw(self, attempt: i32) -> Duration {
        self.delay(attempt, rand::random_range(0.5..1.5))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BACKOFF: Backoff = Backoff {
        first: Duration::from_secs(2),
        cap: Duration::from_secs(3600),
    };

    #[test]
    fn waits_double_up_to_the_cap() {
        let waits = |attempts: &[i32]| -> Vec<u64> {
            attempts
                .iter()
                .map(|&attempt| BACKOFF.delay(attempt, 1.0).as_secs())
                .collect()
        };
        assert_eq!(waits(&[1, 2, 3, 4, 11]), [2, 4, 8, 16, 2048]);
        assert_eq!(waits(&[12, 13, 100, i32::MAX]), [3600; 4]);
    }

    #[test]
    fn an_attempt_below_one_waits_like_the_first() {
        assert_eq!(BACKOFF.delay(0, 1.0), BACKOFF.first);
        assert_eq!(BACKOFF.delay(i32::MIN, 1.0), BACKOFF.first);
    }

    #[test]
    fn jitter_spreads_a_wait_by_half_either_way() {
        let (low, high) = (BACKOFF.delay(3, 0.5), BACKOFF.delay(3, 1.5));
        assert_eq!((low, high), (Duration::from_secs(4), Duration::from_secs(12)));
        let drawn: Vec<_> = (0..100).map(|_| BACKOFF.draw(3)).collect();
        assert!(drawn.iter().all(|wait| (low..=high).contains(wait)));
        assert!(
            drawn.iter().any(|wait| *wait != drawn[0]),
            "a jitter that never varies spreads nothing"
        );
    }
}
