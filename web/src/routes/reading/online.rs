//! How far an online agreement has come: the company invites, the student agrees, and it is reviewed once.

use wq_core::case::{
    AgreementForm, ReviewMode, Step,
    history::Happened,
    online::State::{
        self as Online, Declined, Draft, Expired, InReview, Invited, Rejected, Signed, Terminated, Withdrawn,
    },
};

use super::progress::progress;
use crate::view::history::{Reached, Stage};

/// The steps, in order; that of a department only where there is one.
pub fn stages(state: Online, mode: ReviewMode, form: AgreementForm, history: &[Happened]) -> Vec<Stage> {
    let steps = [
        (Draft, "单位邀请".to_owned()),
        (Invited, "学生同意".to_owned()),
        (InReview(Step::Department), format!("学院{}", form.verb())),
        (InReview(Step::School), format!("学校{}", form.verb())),
        (Signed, "签约完成".to_owned()),
    ];
    progress(
        mode,
        &[InReview(Step::Department)],
        steps,
        stands_at(state, history),
    )
}

/// The step at which an agreement stands, or stopped.
fn stands_at(state: Online, history: &[Happened]) -> (Online, Reached) {
    let rejected_at = || history.iter().find_map(|happened| happened.from()?.in_review());
    match state {
        Draft | Invited | InReview(_) => (state, Reached::Now),
        Declined | Withdrawn | Expired => (Invited, Reached::Stopped),
        Rejected => (InReview(rejected_at().unwrap_or(Step::School)), Reached::Stopped),
        Signed | Terminated => (Signed, Reached::Done),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(state: Online, mode: ReviewMode) -> Vec<Reached> {
        let stages = stages(state, mode, AgreementForm::TwoParty, &[]);
        stages.into_iter().map(|stage| stage.reached).collect()
    }

    #[test]
    fn an_invitation_stands_before_the_students_answer() {
        use Reached::{Ahead, Done, Now, Stopped};
        assert_eq!(drawn(Invited, ReviewMode::SchoolOnly), [Done, Now, Ahead, Ahead]);
        assert_eq!(
            drawn(Expired, ReviewMode::DepartmentThenSchool),
            [Done, Stopped, Ahead, Ahead, Ahead]
        );
    }

    #[test]
    fn a_case_in_review_stands_at_its_step() {
        use Reached::{Ahead, Done, Now};
        assert_eq!(
            drawn(InReview(Step::School), ReviewMode::DepartmentThenSchool),
            [Done, Done, Done, Now, Ahead]
        );
        assert_eq!(
            drawn(InReview(Step::School), ReviewMode::SchoolOnly),
            [Done, Done, Now, Ahead]
        );
        assert_eq!(drawn(Signed, ReviewMode::SchoolOnly), [Done; 4]);
    }
}
