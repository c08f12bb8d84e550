//! What the employment system sends of itself (14.2): who may send it, and taking it over.

mod accounts;
mod admit;

pub use accounts::{Line, Taken, WrongLine, take_accounts};
pub use admit::{Client, Request, SKEW, Unadmitted, admit, forget_seen, signature};
