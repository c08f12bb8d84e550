//! Employers (用人单位): their registered details, their standing in the enterprise register, schools' warnings.

mod details;
mod named;
mod register_status;
pub mod registration;
mod standing;
pub mod users;
mod warning;

pub use details::{Company, company, credit_code};
pub use named::{Known, known};
pub(crate) use named::{named, registered_name};
pub use register_status::{Verdict, judge};
pub use standing::{Answer, Register, Standing, answered, ask, ask_if_stale, standing, unanswered, warned};
pub use warning::Reason as WarningReason;
