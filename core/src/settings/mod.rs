//! 签约设置 of a school and cohort, as pages need them.

mod cohort;
mod handlers;
mod office;
mod wage_floor;

pub use cohort::{current_cohort, office_of};
pub use handlers::{Handler, handlers};
pub use office::{Office, office};
pub use wage_floor::wage_floor;
