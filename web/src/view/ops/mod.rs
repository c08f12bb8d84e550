//! What operators see of the jobs. Payloads hold ids only, so nothing personal can show here.

pub mod job;
pub mod queues;
