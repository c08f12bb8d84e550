//! Many invitations at once, from a spreadsheet (批量发起签约邀请): read, looked over, and sent after one confirmation.

mod columns;
mod judge;
mod keep;
mod open;
mod send;
mod template;
#[cfg(test)]
mod tests;

pub use columns::{COLUMNS, Column, Misfit, arrange};
pub use judge::{Judged, judge};
pub use keep::{Kept, Line, keep, kept, prune, remove};
pub use open::refuse_open;
pub use send::{SendError, Sending, send};
pub use template::{csv, xlsx};

/// The most lines of one file.
pub const MOST: usize = 1_000;
