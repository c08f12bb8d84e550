//! Who signs in, and whose rows they may touch.

mod account;
mod activate;
mod browser;
mod devices;
mod new_password;
mod password;
mod reset;
mod scope;
mod session;
mod sign_in;
mod staff;

pub use account::{Account, LevelScope, Role, RoleName};
pub use activate::{NotActivated, activate, begin_activation};
pub use browser::Browser;
pub use devices::{Device, devices, end_device, end_others};
pub use new_password::NewPassword;
pub use password::PasswordHash;
pub use reset::{begin_reset, reset, way_of_reset};
pub use scope::Scope;
pub use session::{Asked, Limits, Session, Token, close, close_all, find, open, prune};
pub use sign_in::{Door, SignedIn, sign_in};
pub use staff::{Officer, Staff, staff};
