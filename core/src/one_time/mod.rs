//! One-time codes (by SMS) and links (by mail): proof that an address is in the hands of whoever asks.
//!
//! The secret is derived from a key and the row's handle, so it stands neither in the database nor in a job, and a job that
//! runs twice sends the same one. `docs/decisions/one-time-codes.md` says why.

mod confirm;
mod issue;
mod prune;
mod redeem;
mod rules;
mod secret;
mod unsent;

pub use confirm::Confirmed;
pub(crate) use confirm::confirm;
pub use issue::{New, Subject, issue};
pub use prune::prune;
pub(crate) use redeem::former;
pub use redeem::{Proof, look, redeem};
pub use rules::{Purpose, Refused, TRIES, TooSoon, Way};
pub use secret::{Handle, Key, UnknownKey};
pub use unsent::{sent, unsent};
