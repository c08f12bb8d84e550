//! The roster (学生名单): what the employment system says of a student.

mod counts;
mod detail;
mod dormant;
mod find;
mod list;
pub(crate) mod mask;
mod name;
mod reveal;
mod student;
mod training;
mod voided;

pub use counts::departments;
pub use detail::{Detail, Details, Personal, detail, reveal};
pub use dormant::{Dormant, dormant};
pub use find::{Find, Found, PAGE};
pub use list::{At, Listed, Roster, Wanted, list};
pub use name::is_same_name;
pub use reveal::reveal_id_number;
pub use student::Student;
pub use training::may_sign;
pub use voided::{Voided, voided, voided_of};
