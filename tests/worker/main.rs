//! The jobs, in a worker that speaks to the played outside systems.

mod codes;
mod crash;
mod documents;
mod expiry;
mod jobs;
mod look_up;
mod messages;
mod operators;
mod push;
mod read_graduate;
mod reminders;
mod secrecy;
mod termination;
mod upkeep;
