//! The newest arrivals of a system.

use std::collections::VecDeque;

/// How many arrivals a system keeps in memory. Older ones stay in the journal only.
const KEPT: usize = 50_000;

/// The newest arrivals, numbered from 1 on, and how many there ever were.
pub(super) struct Recent<T> {
    kept: VecDeque<T>,
    total: u64,
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self {
            kept: VecDeque::new(),
            total: 0,
        }
    }
}

impl<T> Recent<T> {
    /// Adds an arrival; the oldest one makes room where there are too many.
    pub(super) fn push(&mut self, arrival: T) {
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back(arrival);
        self.total += 1;
    }

    /// How many arrivals there ever were.
    pub(super) fn total(&self) -> u64 {
        self.total
    }

    /// The arrivals in the order in which they came.
    pub(super) fn oldest_first(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.kept.iter()
    }

    /// The arrivals with their numbers, the newest first.
    pub(super) fn newest_first(&self) -> impl Iterator<Item = (u64, &T)> {
        (1..=self.total).rev().zip(self.kept.iter().rev())
    }

    /// The arrival of this number, where it is still kept.
    pub(super) fn get(&self, number: u64) -> Option<&T> {
        let dropped = self.total - self.kept.len() as u64;
        let index = number.checked_sub(dropped + 1)?;
        self.kept.get(usize::try_from(index).ok()?)
    }
}

impl<T: Clone> Recent<T> {
    /// Copies of the arrivals in the order in which they came.
    pub(super) fn copies(&self) -> Vec<T> {
        self.kept.iter().cloned().collect()
    }

    /// The kept arrivals, once there were at least `count` in all.
    pub(super) fn at_least(&self, count: usize) -> Option<Vec<T>> {
        (self.total >= count as u64).then(|| self.copies())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_makes_room_and_numbers_stay() {
        let mut recent = Recent::default();
        for arrival in 1..=KEPT as u64 + 2 {
            recent.push(arrival);
        }
        assert_eq!(recent.total(), KEPT as u64 + 2);
        assert_eq!(recent.get(2), None);
        assert_eq!(recent.get(3), Some(&3));
        assert_eq!(
            recent.newest_first().next(),
            Some((KEPT as u64 + 2, &(KEPT as u64 + 2)))
        );
    }
}
