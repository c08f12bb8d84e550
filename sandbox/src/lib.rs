//! Plays the outside systems, runs a private PostgreSQL, holds the demonstration data.

pub mod accounts;
pub mod clients;
pub mod demo;
pub mod outside;
pub mod postgres;
