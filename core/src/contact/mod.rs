//! How people are reached: mobile numbers, mail addresses, and the student's own, which they keep themselves (4.3).

mod change;
mod email;
mod mobile;
mod own;
mod push;

pub use change::{Changed, ask_mobile, change_email, change_mobile};
pub use email::Email;
pub use mobile::Mobile;
pub use own::{Own, own};
pub(crate) use push::owe;
pub use push::{Unpushed, ask_push, pushed, unpushed};
