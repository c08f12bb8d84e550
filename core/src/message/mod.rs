//! Messages owed to people: one row for each message and channel, sent by a job.
//!
//! A row holds ids only. The words are made from the case when the message is sent or shown.

mod owe;
pub mod wechat_token;

pub(crate) use owe::owe;
