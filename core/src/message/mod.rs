//! Messages owed to people: one row for each message and channel, sent by a job.
//!
//! A row holds ids only. The words are made from the case when the message is sent or shown.

mod inbox;
mod matter;
mod notified;
mod outcome;
mod owe;
mod told;
mod unsent;
pub mod wechat_token;
pub mod words;

pub use inbox::{Delivery, DeliveryState, Reader, Received, inbox, mark_read, unread};
pub use notified::{Notified, notified};
pub use outcome::{failed, sent, unreachable};
pub(crate) use owe::owe;
pub use told::{Told, told};
pub use unsent::{Via, unsent};
