//! What one system knows: a state that only events change.

use std::{
    io,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde::{Serialize, de::DeserializeOwned};
use tokio::sync::watch;

use super::journal::Journal;

/// A state that events build up. The same function applies an event when it happens and when the journal is read
/// again, so the two cannot differ.
pub(super) trait Replay: Default + Send + 'static {
    /// What can happen to the state.
    type Event: Serialize + DeserializeOwned;

    /// Applies one event. Never refuses: what is in the journal has happened.
    fn replay(&mut self, event: Self::Event);
}

/// One system's state behind one mutex, with its journal, and a signal for those who wait for an arrival.
///
/// The mutex is held for a few microseconds at a time and never across an `await`, so it is a plain one.
pub(super) struct Store<S: Replay> {
    held: Mutex<Held<S>>,
    changed: watch::Sender<()>,
}

struct Held<S> {
    state: S,
    journal: Option<Journal>,
}

impl<S: Replay> Store<S> {
    /// An empty state, kept in memory only.
    pub(super) fn in_memory() -> Self {
        Self::holding(Held {
            state: S::default(),
            journal: None,
        })
    }

    /// The state that the journal at `path` tells.
    pub(super) fn with_journal(path: &Path) -> io::Result<Self> {
        let mut state = S::default();
        let journal = Journal::open(path, |event| state.replay(event))?;
        Ok(Self::holding(Held {
            state,
            journal: Some(journal),
        }))
    }

    fn holding(held: Held<S>) -> Self {
        Self {
            held: Mutex::new(held),
            changed: watch::Sender::new(()),
        }
    }

    /// Looks at the state.
    pub(super) fn read<R>(&self, look: impl FnOnce(&S) -> R) -> R {
        look(&self.lock().state)
    }

    /// Decides on the state, and lets the event that follows happen: journal first, then state. Nobody else acts in
    /// between. Where the journal cannot be written, nothing happened and the error comes back.
    pub(super) fn act<R>(&self, decide: impl FnOnce(&S) -> (R, Option<S::Event>)) -> io::Result<R> {
        let mut held = self.lock();
        let (answer, event) = decide(&held.state);
        if let Some(event) = event {
            if let Some(journal) = &mut held.journal {
                journal.append(&event)?;
            }
            held.state.replay(event);
            drop(held);
            self.changed.send_replace(());
        }
        Ok(answer)
    }

    /// Lets one event happen, whatever the state.
    pub(super) fn record(&self, event: S::Event) -> io::Result<()> {
        self.act(|_| ((), Some(event)))
    }

    /// Waits until `look` finds what it looks for, but no longer than `limit`.
    pub(super) async fn wait<R>(&self, limit: Duration, look: impl Fn(&S) -> Option<R>) -> Option<R> {
        let mut changed = self.changed.subscribe();
        let found = async {
            loop {
                // Marked as seen before the look, so that a change during the look is not missed.
                changed.borrow_and_update();
                if let Some(found) = self.read(&look) {
                    return Some(found);
                }
                changed.changed().await.ok()?;
            }
        };
        tokio::time::timeout(limit, found).await.ok().flatten()
    }

    fn lock(&self) -> MutexGuard<'_, Held<S>> {
        // `replay` does not panic half-way, so a state behind a poisoned lock is whole.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
