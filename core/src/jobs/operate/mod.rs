//! What operators see of the queues, and what they may do.

mod cancel;
mod list;
mod overview;
mod retry;
mod show;

pub use cancel::{CancelOutcome, cancel};
pub use list::{Filter, JobRow, list};
pub use overview::{QueueOverview, overview};
pub use retry::{RetryOutcome, retry};
pub use show::{AttemptRow, ShownJob, show};
