//! The roster (学生名单): what the employment system says of a student.

mod student;

pub use student::Student;
