//! How far a paper agreement has come: it is registered, and reviewed once.

use wq_core::case::{
    ReviewMode, State, Step,
    history::Happened,
    paper::State::{self as Paper, Abandoned, Draft, InReview, Returned, Signed, Terminated, Voided},
};

use super::progress::progress;
use crate::view::history::{Reached, Stage};

/// The steps, in order; that of a department only where there is one.
pub fn stages(state: Paper, mode: ReviewMode, history: &[Happened]) -> Vec<Stage> {
    let steps = [
        (Draft, "填写登记信息"),
        (InReview(Step::Department), "学院审核"),
        (InReview(Step::School), "学校审核"),
        (Signed, "登记完成"),
    ];
    progress(
        mode,
        &[InReview(Step::Department)],
        steps,
        stands_at(state, history),
    )
}

/// The step at which an agreement stands, or stopped. What was returned stands where it is to be mended.
fn stands_at(state: Paper, history: &[Happened]) -> (Paper, Reached) {
    match state {
        Draft | Returned => (Draft, Reached::Now),
        InReview(_) => (state, Reached::Now),
        Signed | Terminated => (Signed, Reached::Done),
        Voided | Abandoned => match history.first().and_then(Happened::from) {
            Some(State::Paper(last)) if last != state => (stands_at(last, &[]).0, Reached::Stopped),
            _ => (Draft, Reached::Stopped),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Reached::{Ahead, Done, Now};

    fn drawn(state: Paper, mode: ReviewMode) -> Vec<Reached> {
        let stages = stages(state, mode, &[]);
        stages.into_iter().map(|stage| stage.reached).collect()
    }

    #[test]
    fn what_came_back_stands_where_it_is_to_be_mended() {
        assert_eq!(drawn(Returned, ReviewMode::SchoolOnly), [Now, Ahead, Ahead]);
        let both = ReviewMode::DepartmentThenSchool;
        assert_eq!(drawn(InReview(Step::School), both), [Done, Done, Now, Ahead]);
        assert_eq!(drawn(Signed, both), [Done; 4]);
    }
}
