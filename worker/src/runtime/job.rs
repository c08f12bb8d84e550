//! How a handler ends.

use std::time::Duration;

use anyhow::Error;
use wq_core::jobs::Ending;

use super::Backoff;

/// What a handler answers. `Ok`: the job is done.
pub type Done = Result<(), Stop>;

/// Why a handler stopped short. Any error that `?` meets becomes [`Stop::Failed`].
///
/// The texts are kept with the attempt and shown to operators: no personal data in them.
#[derive(Debug)]
pub enum Stop {
    /// May pass: again after the back-off, while attempts are left.
    Failed(Error),
    /// May pass, and the other side said when (`Retry-After`): again after `delay`, while attempts are left.
    RetryAfter {
        /// From now.
        delay: Duration,
        /// What went wrong.
        error: Error,
    },
    /// Not now, though nothing failed (a quota is used up): again after `delay`, without an attempt used.
    Snooze {
        /// From now.
        delay: Duration,
        /// Why it was put off.
        reason: String,
    },
    /// Cannot get better (refused data): dead at once, for an operator to look at.
    Hopeless(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Stop::Failed(error.into())
    }
}

/// What is to be written about an attempt that ended like this.
pub(super) fn ending(done: Done, attempt: i32, backoff: Backoff) -> Ending {
    match done {
        Ok(()) => Ending::done(),
        Err(Stop::Failed(error)) => Ending::failed(format!("{error:#}"), backoff.draw(attempt)),
        Err(Stop::RetryAfter { delay, error }) => Ending::failed(format!("{error:#}"), delay),
        Err(Stop::Snooze { delay, reason }) => Ending::snoozed(reason, delay),
        Err(Stop::Hopeless(error)) => Ending::hopeless(format!("{error:#}")),
    }
}
