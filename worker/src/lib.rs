//! The worker process: runs the jobs and talks to the outside systems.

pub mod outside;
pub mod runtime;
