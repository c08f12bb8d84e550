//! The database by itself, the act path on it, and who gets in.

mod access;
mod acts;
mod schema;
