//! A case before its reviewer: everything that the review page shows (domain section 8), of all five kinds.
//!
//! [`Reviewed`] is what the kinds share, [`Matter`] what only one of them has.

mod company;
mod compared;
mod found;
mod given_up;
mod matter;
mod open;

pub use company::{AboutCompany, about_company};
pub use compared::{Compared, about_student, ask_about_student};
pub use given_up::{GivenUp, given_up};
pub use matter::{Contract, Ending, Matter, Means, Termination};
pub use open::{Reviewed, open};
