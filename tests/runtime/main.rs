//! The job runtime against a real PostgreSQL.

mod crash;
mod endings;
mod enqueueing;
mod operating;
mod outage;
mod postgres;
mod schema;
mod stopping;
mod world;
