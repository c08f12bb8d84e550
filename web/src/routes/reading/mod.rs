//! How a case reads on the pages of all who may see it.

mod attachments;
mod destination;
mod full_text;
mod history;
mod moved;
mod notified;
mod offline;
mod online;
mod own_page;
mod paper;
mod progress;
mod standing;
mod termination;
mod terms;
mod told;

pub(super) use attachments::attachments;
pub(super) use destination::{apart, registered};
pub(super) use full_text::full_text;
pub(super) use history::{came_back, events, stages, with_changes};
pub(super) use moved::{blocked, edited, moved_on};
pub(super) use notified::notified;
pub(super) use own_page::own_page;
pub(super) use standing::{standing, warned_meanwhile, warned_of, warning};
pub(super) use termination::stages as termination_stages;
pub(super) use terms::{company, offered, rest};
pub(super) use told::{delivery, told};
