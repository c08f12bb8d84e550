//! Terminations (解约): one side of an agreement asks for its end, the other answers, the school decides (6.5 to 6.8).
//!
//! Agreeing, withdrawing and giving up need no words and are given straight to [`crate::case::act`].

mod ask;
mod cause;
mod ending;
mod hand_in;
mod list;
mod ours;
mod prospect;
mod read;
mod request;
mod weigh;

pub use ask::{AskError, ask};
pub use cause::Cause;
pub use ending::{end_one_sidedly, force};
pub use hand_in::{On, hand_in};
pub use list::{Group, Line, counts, lines, waiting};
pub use ours::{Ours, ours, under_way};
pub use prospect::{Asks, Prospect, prospect};
pub use read::{Termination, read};
pub use request::{Field, LONGEST_AHEAD, Request};
pub use weigh::{Weighed, weigh};
