//! How a case reads on the pages of all who may see it.

mod history;
mod moved;
mod offline;
mod standing;
mod terms;

pub(super) use history::{events, stages};
pub(super) use moved::{blocked, edited, moved_on};
pub(super) use standing::{standing, warning};
pub(super) use terms::{company, offered, rest};
