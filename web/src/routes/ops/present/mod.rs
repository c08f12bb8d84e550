//! Jobs and queues, as the views take them.

mod health;
mod job;
mod queues;
mod words;

pub use health::{board, checks};
pub use job::job;
pub use queues::{filters, pager, queue, row};
pub use words::{kind, known_kind};
