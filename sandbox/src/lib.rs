//! Plays the outside systems, runs a private PostgreSQL, holds the demonstration data.

pub mod accounts;
pub mod clients;
pub mod outside;
pub mod postgres;
