//! The database by itself, and the act path on it.

mod schema;
