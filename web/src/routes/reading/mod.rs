//! How a case reads on the pages of all who may see it.

mod full_text;
mod history;
mod moved;
mod notified;
mod offline;
mod standing;
mod terms;

pub(super) use full_text::full_text;
pub(super) use history::{events, stages};
pub(super) use moved::{blocked, edited, moved_on};
pub(super) use notified::notified;
pub(super) use standing::{standing, warning};
pub(super) use terms::{company, offered, rest};
