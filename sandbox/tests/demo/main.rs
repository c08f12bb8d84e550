//! The demonstration data, loaded into databases of the tests' own.

mod database;
mod destinations;
mod enrolment;
mod invariants;
mod loading;
mod papers;
mod queues;
mod review;
mod states;
