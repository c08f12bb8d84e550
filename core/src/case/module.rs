//! The four review modules, and the groups of states by which their lists are filtered.

use std::sync::LazyLock;

use super::{AgreementForm, AgreementKind, Kind, State, termination};
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
    let told_apart = |state: State| agreed(state).iter().map(move |agreed| (state, *agreed));
    for (state, agreed) in State::all().filter(listed).flat_map(told_apart) {
        let key = group_key(state, agreed);
        match groups.iter_mut().find(|group| group.key == key) {
            Some(group) => group.states.push(state),
            None => groups.push(StateGroup {
                key,
                label: state
                    .label(form, agreed.map(ending))
                    .replace("等待学院审核", "等待学院/学校审核"),
                states: vec![state],
                agreed,
            }),
        }
    }
    groups
}

/// Of a termination in review the guide tells apart whether both sides have agreed.
const fn agreed(state: State) -> &'static [Option<bool>] {
    match state {
        State::Termination(termination::State::InReview(_)) => &[Some(true), Some(false)],
        State::Online(_)
        | State::Offline(_)
        | State::Paper(_)
        | State::Destination(_)
        | State::Termination(_) => &[None],
    }
}

/// A kind of agreement that is ended in this way.
const fn ending(agreed: bool) -> AgreementKind {
    match agreed {
        true => AgreementKind::Online,
        false => AgreementKind::Offline,
    }
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
    /// Of terminations only those that both sides have agreed on, or only those that one has asked for; none: no matter.
    pub agreed: Option<bool>,
}

/// Kind and state, the step of a review left out.
fn group_key(state: State, agreed: Option<bool>) -> String {
    let text = state
        .as_str()
        .replace("department_review", "review")
        .replace("school_review", "review");
    let before = if agreed == Some(true) { "agreed_" } else { "" };
    format!("{}.{before}{text}", state.kind().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_but_drafts_is_in_exactly_one_group() {
        let grouped: Vec<(State, Option<bool>)> = Module::ALL
            .iter()
            .flat_map(|m| m.groups(AgreementForm::TwoParty))
            .flat_map(|g| g.states.iter().map(|state| (*state, g.agreed)))
            .collect();
        for state in State::all() {
            let of_it: Vec<_> = grouped.iter().filter(|(other, _)| *other == state).collect();
            let wanted = if state == state.kind().draft() {
                0
            } else {
                agreed(state).len()
            };
            assert_eq!(of_it.len(), wanted, "{state:?}");
        }
    }

    #[test]
    fn guide_8_terminations_that_both_sides_agreed_on_are_told_apart_and_the_others_are_shown_first() {
        let groups = Module::Terminations.groups(AgreementForm::TwoParty);
        let find = |key: &str| groups.iter().find(|group| group.key == key).expect("a group");
        let (agreed, asked) = (find("termination.agreed_review"), find("termination.review"));
        assert_eq!(agreed.label, "已同意解约，等待学院/学校审核");
        assert_eq!(asked.label, "解约中，等待学院/学校审核");
        assert_eq!((agreed.agreed, asked.agreed), (Some(true), Some(false)));
        assert_eq!(agreed.states, asked.states);
        assert_eq!(Module::Terminations.default_group(), asked.key);
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
