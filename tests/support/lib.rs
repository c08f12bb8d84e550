//! What the tests share: a world of one school on a database of its own, and the outside systems around it.

mod browserless;
pub mod pdf;
mod people;
mod play;
pub mod samples;
mod sandbox;
mod world;

pub use browserless::{Answer, Client, KEY, Site, Stream, sign_in_first};
pub use people::{Company, Student};
pub use play::{accept, objection};
pub use sandbox::{PUBLIC_URL, Sandbox, Worker, worker_settings};
pub use world::{COHORT, LIMIT, World};
