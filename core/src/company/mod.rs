//! Employers (用人单位): their registered details, their standing in the enterprise register, schools' warnings.

mod details;
mod employer;
mod named;
mod register_status;
pub mod registration;
mod standing;
pub mod users;
mod warning;

pub use details::{Company, company, credit_code};
pub use employer::employer;
pub(crate) use employer::{employer_of, warned};
pub use named::{Known, known};
pub(crate) use named::{misnamed, named, written_down};
pub use register_status::{Verdict, judge};
pub use standing::{Answer, Register, Standing, TOLD, answered, ask, ask_if_stale, standing, unanswered};
pub use warning::Reason as WarningReason;
