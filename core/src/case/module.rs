//! The four review modules, and the groups of states by which their lists are filtered.

use std::sync::LazyLock;

use super::{AgreementForm, Kind, State};
use crate::db::text_enum::text_enum;

text_enum! {
    /// A review module of the guide: a list, its counts and its cases.
    Module {
        /// 在线签约管理: online and offline agreements.
        Signing = "signing",
        /// 补登管理.
        Paper = "paper",
        /// 解约管理.
        Terminations = "terminations",
        /// 去向登记管理.
        Destinations = "destinations",
    }
}

impl Module {
    /// The guide's word for the module.
    pub const fn label(self) -> &'static str {
        match self {
            Module::Signing => "在线签约管理",
            Module::Paper => "补登管理",
            Module::Terminations => "解约管理",
            Module::Destinations => "去向登记管理",
        }
    }

    /// The module that lists cases of a kind.
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Online | Kind::Offline => Module::Signing,
            Kind::Paper => Module::Paper,
            Kind::Destination => Module::Destinations,
            Kind::Termination => Module::Terminations,
        }
    }

    /// The group that the guide has selected when the list is opened.
    pub const fn default_group(self) -> &'static str {
        match self {
            Module::Signing => "offline.agreement_review",
            Module::Paper => "paper.review",
            Module::Terminations => "termination.review",
            Module::Destinations => "destination.review",
        }
    }

    /// The groups of states of this module's cases, in the order of the cases' lives. Drafts are nobody's to review.
    pub fn groups(self, form: AgreementForm) -> &'static [StateGroup] {
        // Asked for several times by every page of a list, and always the same.
        static ALL: LazyLock<Vec<(Module, AgreementForm, Vec<StateGroup>)>> = LazyLock::new(|| {
            let forms = |module: Module| AgreementForm::ALL.map(|form| (module, form, grouped(module, form)));
            Module::ALL.iter().copied().flat_map(forms).collect()
        });
        let found = ALL.iter().find(|(module, of, _)| (*module, *of) == (self, form));
        found.map_or(&[], |(_, _, groups)| groups)
    }
}

fn grouped(module: Module, form: AgreementForm) -> Vec<StateGroup> {
    let mut groups: Vec<StateGroup> = Vec::new();
    let listed = |state: &State| Module::of(state.kind()) == module && *state != state.kind().draft();
    for state in State::all().filter(listed) {
        let key = group_key(state);
        match groups.iter_mut().find(|group| group.key == key) {
            Some(group) => group.states.push(state),
            None => groups.push(StateGroup {
                key,
                label: state
                    .label(form, None)
                    .replace("等待学院审核", "等待学院/学校审核"),
                states: vec![state],
            }),
        }
    }
    groups
}

/// States that a list shows together: the two steps of a review are one group, as in the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateGroup {
    /// What the address of the list carries.
    pub key: String,
    /// The guide's words.
    pub label: String,
    /// The states, all of one kind.
    pub states: Vec<State>,
}

/// Kind and state, the step of a review left out.
fn group_key(state: State) -> String {
    let text = state
        .as_str()
        .replace("department_review", "review")
        .replace("school_review", "review");
    format!("{}.{text}", state.kind().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_but_drafts_is_in_exactly_one_group() {
        let grouped: Vec<State> = Module::ALL
            .iter()
            .flat_map(|m| m.groups(AgreementForm::TwoParty))
            .flat_map(|g| g.states.clone())
            .collect();
        for state in State::all() {
            let times = grouped.iter().filter(|other| **other == state).count();
            assert_eq!(times, usize::from(state != state.kind().draft()), "{state:?}");
        }
    }

    #[test]
    fn the_two_steps_of_a_review_are_one_group_in_the_guides_words() {
        let groups = Module::Signing.groups(AgreementForm::TwoParty);
        let find = |key: &str| groups.iter().find(|group| group.key == key).expect("a group");
        assert_eq!(find("online.review").label, "学生已同意签约，等待学院/学校审核");
        assert_eq!(find("online.review").states.len(), 2);
        assert_eq!(
            find("offline.agreement_review").label,
            "就业协议审核中，等待学院/学校审核"
        );
    }

    #[test]
    fn every_default_group_exists() {
        for module in Module::ALL {
            let keys: Vec<String> = module
                .groups(AgreementForm::ThreeParty)
                .iter()
                .map(|g| g.key.clone())
                .collect();
            assert!(
                keys.iter().any(|key| key == module.default_group()),
                "{module:?}: {keys:?}"
            );
        }
    }
}
