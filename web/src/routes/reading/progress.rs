//! How far a case has come, drawn alike for every kind.

use std::cmp::Ordering;
use wq_core::case::ReviewMode;

use crate::view::history::{Reached, Stage};

/// The steps of a kind, each with its label, in order: those before the one where it stands are done, those behind it ahead. The
/// steps of a department are left out where it reviews nothing, unless the case stands at one. What stands nowhere stands at the
/// first.
pub fn progress<At: Copy + PartialEq, Label: Into<String>>(
    mode: ReviewMode,
    of_department: &[At],
    steps: impl IntoIterator<Item = (At, Label)>,
    (at, reached): (At, Reached),
) -> Vec<Stage> {
    let by_department = mode == ReviewMode::DepartmentThenSchool;
    let steps: Vec<(At, Label)> = steps
        .into_iter()
        .filter(|(step, _)| by_department || !of_department.contains(step) || *step == at)
        .collect();
    let now = steps.iter().position(|(step, _)| *step == at).unwrap_or(0);
    let stage = |(index, (_, label)): (usize, (At, Label))| match index.cmp(&now) {
        Ordering::Less => Stage::new(Reached::Done, label),
        Ordering::Equal => Stage::new(reached, label),
        Ordering::Greater => Stage::new(Reached::Ahead, label),
    };
    steps.into_iter().enumerate().map(stage).collect()
}
