//! Chance that falls the same way at every load.

use chrono::{Days, NaiveDate};
use rand::{RngExt, SeedableRng, rngs::StdRng};

/// Seeded random choices. Every student has dice of their own, so that one more student changes no other.
pub(super) struct Dice(StdRng);

impl Dice {
    /// The dice of a subject: the same seed always falls the same way.
    pub(super) fn of(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// A number, both ends included.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        self.0.random_range(least..=most)
    }

    /// True so often in a hundred.
    pub(super) fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of the items.
    pub(super) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.0.random_range(0..items.len())]
    }

    /// One of the items, each as often as its weight says.
    pub(super) fn weighted<T: Copy>(&mut self, items: &[(i64, T)]) -> T {
        let total = items.iter().map(|(weight, _)| weight).sum();
        let mut left = self.between(1, total);
        let found = items.iter().find(|(weight, _)| {
            left -= weight;
            left <= 0
        });
        found.unwrap_or(&items[0]).1
    }

    /// A day of the year that begins on `first`.
    pub(super) fn day_of_year(&mut self, first: NaiveDate) -> NaiveDate {
        first + Days::new(self.between(0, 364).unsigned_abs())
    }
}
