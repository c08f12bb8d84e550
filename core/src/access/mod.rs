//! Who signs in, and whose rows they may touch.

mod account;
mod password;
mod scope;
mod session;
mod sign_in;

pub use account::{Account, LevelScope, Role, RoleName};
pub use password::PasswordHash;
pub use scope::Scope;
pub use session::{Asked, Limits, Session, Token, close, close_all, find, open, prune};
pub use sign_in::{Door, SignedIn, sign_in};
