//! The domain of the platform: rules, acts, queries and job payloads.
//!
//! Nothing here knows of HTTP, HTML or the outside systems. Every act of a person is one transaction that writes the
//! new state, its event, its audit entry and the jobs that follow.

pub mod access;
pub mod agreement;
pub mod announcement;
pub mod audit;
pub mod case;
pub mod codes;
pub mod company;
pub mod contact;
pub mod db;
pub mod destination;
pub mod employment;
pub mod export;
pub mod files;
pub mod ids;
pub mod inbound;
pub mod invariants;
pub mod jobs;
pub mod message;
pub mod one_time;
pub mod paging;
pub mod review;
pub mod roster;
pub mod settings;
pub mod spreadsheet;
pub mod statistics;
pub mod sync;
pub mod termination;
pub mod time;
pub mod typed;
pub mod warning;
