//! Chromium under WebDriver: its programs, the driver, and what people do in its windows.

mod driver;
mod person;
mod programs;
mod session;

pub use driver::Driver;
pub use person::{ENTER, HOME, Person, Script, TAB};
