//! What operators see of the queues, and what they may do.

mod audited;
mod cancel;
mod list;
mod overview;
mod retry;
mod show;
mod tried;
mod trouble;

pub use audited::{cancel_by, retry_by};
pub use cancel::{CancelOutcome, cancel};
pub use list::{Filter, JobRow, list, list_above};
pub use overview::{QueueOverview, overview};
pub use retry::{RetryOutcome, retry};
pub use show::{AttemptRow, ShownJob, show};
pub use tried::{LastTry, last_errors, last_tries};
pub use trouble::{Trouble, told, untold};
