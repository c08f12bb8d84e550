//! 签约设置: of a school, and of a province.

pub mod province;
pub mod school;
pub mod wage_floors;
