//! Terminations in words.

mod alone;
mod list;
mod page;
mod request;
mod steps;

pub use alone::{force, one_sided};
pub use list::list;
pub use page::page;
pub use request::{ask, submission};
pub use steps::step;

use wq_core::{case::ReviewMode, settings::Office};

use crate::view::form::Field;

/// A text that has to be written with an act.
fn words(label: &str, hint: &str) -> Field {
    Field {
        max_length: Some(500),
        ..Field::textarea("words", label, 4)
    }
    .hint(hint)
    .required()
}

fn reviewers(office: &Office) -> &'static str {
    match office.mode {
        ReviewMode::SchoolOnly => "学校",
        ReviewMode::DepartmentThenSchool => "学院、学校",
    }
}
