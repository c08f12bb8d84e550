//! The roster (学生名单): what the employment system says of a student.

mod departments;
mod reveal;
mod student;

pub use departments::departments;
pub use reveal::reveal_id_number;
pub use student::Student;
