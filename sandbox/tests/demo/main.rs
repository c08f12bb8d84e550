//! The demonstration data, loaded into databases of the tests' own.

mod database;
mod loading;
mod states;
