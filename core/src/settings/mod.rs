//! 签约设置 of a school and cohort, as pages need them.

mod office;

pub use office::{Office, office};
