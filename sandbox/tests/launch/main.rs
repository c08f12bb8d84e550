//! The two commands of a newcomer: `cargo run` in every case that a machine may offer, and the server of the tests.

mod commands;
mod database_url;
mod failing;
mod folder;
mod instance;
mod killed;
mod starting;
mod throwaway;
