//! How far an offline agreement has come: two reviews, and a stamp between them.

use wq_core::case::{
    AgreementForm, ReviewMode, State, Step,
    history::Happened,
    offline::State::{
        self as Offline, Abandoned, AgreementReturned, AgreementReview, AwaitingStampedCopy, Draft, Signed,
        SigningReturned, SigningReview, Terminated, Voided,
    },
};

use super::progress::progress;
use crate::view::history::{Reached, Stage};

/// The steps, in order; those of a department only where there are any.
pub fn stages(state: Offline, mode: ReviewMode, form: AgreementForm, history: &[Happened]) -> Vec<Stage> {
    let of_department = [AgreementReview(Step::Department), SigningReview(Step::Department)];
    let steps = [
        (Draft, "填写协议".to_owned()),
        (AgreementReview(Step::Department), "学院审核协议".to_owned()),
        (AgreementReview(Step::School), "学校审核协议".to_owned()),
        (AwaitingStampedCopy, "上传盖章协议书".to_owned()),
        (SigningReview(Step::Department), format!("学院{}", form.verb())),
        (SigningReview(Step::School), format!("学校{}", form.verb())),
        (Signed, "签约完成".to_owned()),
    ];
    progress(mode, &of_department, steps, stands_at(state, history))
}

/// The step at which an agreement stands, or stopped. What was returned stands where it is to be mended.
fn stands_at(state: Offline, history: &[Happened]) -> (Offline, Reached) {
    match state {
        Draft | AgreementReturned => (Draft, Reached::Now),
        AwaitingStampedCopy | SigningReturned => (AwaitingStampedCopy, Reached::Now),
        AgreementReview(_) | SigningReview(_) => (state, Reached::Now),
        Signed | Terminated => (Signed, Reached::Done),
        Voided | Abandoned => match history.first().and_then(Happened::from) {
            Some(State::Offline(last)) if last != state => (stands_at(last, &[]).0, Reached::Stopped),
            _ => (Draft, Reached::Stopped),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Reached::{Ahead, Done, Now, Stopped};

    fn drawn(state: Offline, mode: ReviewMode) -> Vec<Reached> {
        let stages = stages(state, mode, AgreementForm::TwoParty, &[]);
        stages.into_iter().map(|stage| stage.reached).collect()
    }

    #[test]
    fn what_came_back_stands_where_it_is_to_be_mended() {
        let alone = ReviewMode::SchoolOnly;
        assert_eq!(drawn(AgreementReturned, alone), [Now, Ahead, Ahead, Ahead, Ahead]);
        assert_eq!(drawn(SigningReturned, alone), [Done, Done, Now, Ahead, Ahead]);
    }

    #[test]
    fn a_department_has_steps_of_its_own_where_it_reviews() {
        let both = ReviewMode::DepartmentThenSchool;
        let at = drawn(SigningReview(Step::Department), both);
        assert_eq!(at, [Done, Done, Done, Done, Now, Ahead, Ahead]);
        assert_eq!(drawn(Signed, both), [Done; 7]);
        assert_eq!(drawn(Voided, both)[0], Stopped);
    }
}
