//! The 21 types: what each asks for, refuses and is shown by.

mod forms;
mod table;
