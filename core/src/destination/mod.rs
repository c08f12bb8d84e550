//! Destinations (去向登记): the 21 types, what each asks for, and what is done with one (rule 6.4).
//!
//! A type is described once, in `table.rs`: its form, its rules, its review page and its export are drawn from there.

mod begin;
mod column;
mod description;
mod edit;
mod fill;
mod form;
mod gate;
mod kept;
mod read;
mod table;
mod types;

pub use begin::{Begun, Offered, begin, offered};
pub use column::{Column, Details, Input};
pub use description::{Ask, Category, Description, Gate, Part};
pub use edit::{AGREED, edit, may_edit};
pub use fill::{FormError, PROOF, save, submit};
pub use form::Extent;
pub use gate::cautions;
pub use read::{OwnRegistration, Registration, own, read};
pub use types::Type;

#[cfg(test)]
mod tests;
