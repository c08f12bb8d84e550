//! Agreements (就业协议): their terms, and how a company invites a student to one.

mod expire;
mod caution;
mod invite;
mod read;
mod terms;

pub use expire::{Expiry, expire};
pub use caution::{Caution, cautions};
pub use invite::{Invitation, InviteError, invite};
pub use read::{Agreement, read};
pub use terms::Terms;
