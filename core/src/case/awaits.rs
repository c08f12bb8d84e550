//! What waits for a reviewer, as far as state and review mode tell: asked of the rules themselves.

use super::{
    Module, Question, ReviewMode, State,
    act::By,
    decide,
    questions::{endings, favourable},
};
use crate::access::Account;

/// Whether a case in this state waits for the account's verdict, if nothing else stands against it.
pub fn awaits(by: &Account, mode: ReviewMode, state: State) -> bool {
    let Ok(actor) = By::Account(by).actor() else {
        return false;
    };
    endings(state.kind())
        .into_iter()
        .any(|ends| decide(state, &Question::Approve, &favourable(actor, mode, ends)).is_ok())
}

/// The states of a module in which cases wait for the account's verdict: 待我处理.
pub fn awaited(by: &Account, mode: ReviewMode, module: Module) -> Vec<State> {
    State::all()
        .filter(|state| Module::of(state.kind()) == module && awaits(by, mode, *state))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access::{LevelScope, Role},
        case::{Step, online},
        ids::{AccountId, SchoolId},
    };

    fn account(role: Role) -> Account {
        Account {
            id: AccountId(1),
            name: "王老师".into(),
            role,
        }
    }

    fn officers() -> [Account; 2] {
        let school = SchoolId(1);
        [
            account(Role::Department {
                school,
                department: "法学院".into(),
            }),
            account(Role::School {
                school,
                level: LevelScope::All,
            }),
        ]
    }

    #[test]
    fn each_officer_is_waited_for_at_their_own_step() {
        let [department, school] = officers();
        let at = |step| State::Online(online::State::InReview(step));
        let both = ReviewMode::DepartmentThenSchool;
        assert!(awaits(&department, both, at(Step::Department)));
        assert!(!awaits(&department, both, at(Step::School)));
        assert!(awaits(&school, both, at(Step::School)));
        assert!(!awaits(&school, both, at(Step::Department)));
    }

    #[test]
    fn where_the_school_reviews_alone_nothing_waits_for_a_department() {
        let [department, school] = officers();
        for &module in Module::ALL {
            assert_eq!(awaited(&department, ReviewMode::SchoolOnly, module), []);
            assert!(!awaited(&school, ReviewMode::SchoolOnly, module).is_empty());
        }
    }
}
