//! The home page of each role: what waits for its reader.

pub mod company;
pub mod operator;
pub mod province;
pub mod staff;
pub mod student;
