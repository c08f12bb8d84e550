//! How far a termination has come: asked and agreed to, or handed in; reviewed; the end of the agreement.

use wq_core::case::{
    AgreementForm, AgreementKind, ReviewMode, State, Step,
    history::Happened,
    termination::State::{
        self as Termination, Abandoned, AskedByCompany, AskedByStudent, Draft, Failed, InReview, Refused,
        Returned, Terminated, Withdrawn,
    },
};

use super::progress::progress;
use crate::view::history::{Reached, Stage};

/// A step of the scale.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Asking,
    Answer,
    Review(Step),
    End,
}

/// The steps, in order. `ends` is the kind of agreement: an online one is ended by both sides, the others on material.
pub fn stages(
    state: Termination,
    ends: Option<AgreementKind>,
    mode: ReviewMode,
    form: AgreementForm,
    history: &[Happened],
) -> Vec<Stage> {
    let came_from_review = |last: &Happened| last.from().is_some_and(|from| from.in_review().is_some());
    let steps = match history.first() {
        Some(last) if state == Terminated && !came_from_review(last) => forced().into(),
        Some(_) | None => reviewed(ends == Some(AgreementKind::Online), form),
    };
    let of_department = [At::Review(Step::Department)];
    progress(mode, &of_department, steps, stands_at(state, history))
}

/// The steps of one that is reviewed, which both sides agree to first where they ended it online.
fn reviewed(by_both: bool, form: AgreementForm) -> Vec<(At, String)> {
    let asking = if by_both {
        "发起解约"
    } else {
        "提交解约材料"
    };
    let steps = [
        Some((At::Asking, asking.to_owned())),
        by_both.then(|| (At::Answer, "对方同意".to_owned())),
        Some((At::Review(Step::Department), format!("学院{}", form.verb()))),
        Some((At::Review(Step::School), format!("学校{}", form.verb()))),
        Some((At::End, "解约完成".to_owned())),
    ];
    steps.into_iter().flatten().collect()
}

/// The steps of one that a school officer forced: nobody agreed, and nobody attested.
fn forced() -> [(At, String); 2] {
    [
        (At::Asking, "发起解约".to_owned()),
        (At::End, "强制解约".to_owned()),
    ]
}

/// The step at which a termination stands, or stopped.
fn stands_at(state: Termination, history: &[Happened]) -> (At, Reached) {
    match state {
        Draft | Returned => (At::Asking, Reached::Now),
        AskedByStudent | AskedByCompany => (At::Answer, Reached::Now),
        InReview(step) => (At::Review(step), Reached::Now),
        Terminated => (At::End, Reached::Done),
        Withdrawn | Refused | Failed | Abandoned => match history.first().and_then(Happened::from) {
            Some(State::Termination(last)) if last != state => (stands_at(last, &[]).0, Reached::Stopped),
            Some(_) | None => (At::Asking, Reached::Stopped),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Reached::{Ahead, Done, Now, Stopped};

    fn drawn(state: Termination, ends: AgreementKind, mode: ReviewMode) -> Vec<Reached> {
        let stages = stages(state, Some(ends), mode, AgreementForm::TwoParty, &[]);
        stages.into_iter().map(|stage| stage.reached).collect()
    }

    #[test]
    fn an_ask_stands_before_the_other_sides_answer() {
        let online = |state| drawn(state, AgreementKind::Online, ReviewMode::SchoolOnly);
        assert_eq!(online(AskedByStudent), [Done, Now, Ahead, Ahead]);
        assert_eq!(online(InReview(Step::School)), [Done, Done, Now, Ahead]);
        assert_eq!(online(Terminated), [Done; 4]);
        assert_eq!(online(Refused)[0], Stopped);
    }

    #[test]
    fn material_has_nobody_else_to_agree() {
        let paper = |state| drawn(state, AgreementKind::Paper, ReviewMode::DepartmentThenSchool);
        assert_eq!(paper(InReview(Step::Department)), [Done, Now, Ahead, Ahead]);
        assert_eq!(paper(Returned), [Now, Ahead, Ahead, Ahead]);
    }
}
