//! Employers (用人单位): their registered details, their standing in the enterprise register, schools' warnings.

mod details;
mod register_status;
mod standing;

pub use details::{Company, company, credit_code};
pub use register_status::{Verdict, judge};
pub use standing::{Answer, Register, Standing, answered, standing, unanswered};
