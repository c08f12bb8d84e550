//! Rules 3.1 to 3.4: what of a school's settings may change, and what a change brings with it.

use super::{
    lock::{Lock, Locked},
    school::{Facts, Item, Settings},
};

/// Why a setting cannot leave its present value; none where it can.
pub fn lock(item: Item, now: &Settings, facts: Facts) -> Option<Lock> {
    match item {
        Item::Signing => switch(now.signing_open, facts),
        Item::Paper => switch(now.paper_open, facts),
        Item::Destinations => switch(now.destination_open, facts),
        Item::ReviewMode => facts.in_review.then_some(Lock::InReview),
        Item::TerminationLimit => None,
    }
}

/// What is off waits for the province (3.1); what is on stays on once somebody relied on it (3.2).
fn switch(on: bool, facts: Facts) -> Option<Lock> {
    match on {
        true => facts.acted.then_some(Lock::Acted),
        false => (!facts.form_set).then_some(Lock::FormNotSet),
    }
}

/// The settings after a change.
///
/// # Errors
/// Every setting that would have changed and is locked, with its reason. Then nothing changes.
pub fn decide(now: &Settings, facts: Facts, wanted: &Settings) -> Result<Settings, Locked> {
    let changed = Item::ALL.into_iter().filter(|item| item.differs(now, wanted));
    let locked: Locked = changed
        .filter_map(|item| Some((item, lock(item, now, facts)?)))
        .collect();
    if !locked.is_empty() {
        return Err(locked);
    }
    let mut after = *wanted;
    // Rule 3.2: the two others come on with signing; each can be set afterwards.
    if wanted.signing_open && !now.signing_open {
        after.paper_open = true;
        after.destination_open = true;
    }
    Ok(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::ReviewMode;

    const BOTH: [bool; 2] = [false, true];

    fn all_settings() -> Vec<Settings> {
        let mut all = Vec::new();
        for (signing_open, paper_open, destination_open) in triples() {
            for review_mode in ReviewMode::ALL {
                for termination_limit in [0, 99] {
                    all.push(Settings {
                        signing_open,
                        paper_open,
                        destination_open,
                        review_mode,
                        termination_limit,
                    });
                }
            }
        }
        all
    }

    fn triples() -> impl Iterator<Item = (bool, bool, bool)> {
        BOTH.into_iter()
            .flat_map(|a| BOTH.into_iter().flat_map(move |b| BOTH.map(|c| (a, b, c))))
    }

    fn all_facts() -> impl Iterator<Item = Facts> {
        triples().map(|(form_set, acted, in_review)| Facts {
            form_set,
            acted,
            in_review,
        })
    }

    /// Every settings, facts and wish, with the answer.
    fn every(mut look: impl FnMut(&Settings, Facts, &Settings, &Result<Settings, Locked>)) {
        for now in all_settings() {
            for facts in all_facts() {
                for wanted in all_settings() {
                    look(&now, facts, &wanted, &decide(&now, facts, &wanted));
                }
            }
        }
    }

    fn switches(settings: &Settings) -> [bool; 3] {
        [
            settings.signing_open,
            settings.paper_open,
            settings.destination_open,
        ]
    }

    #[test]
    fn r_3_1_nothing_is_switched_on_before_the_province_set_its_form() {
        every(|now, facts, _, answer| {
            if let Ok(after) = answer
                && !facts.form_set
            {
                for (before, after) in switches(now).into_iter().zip(switches(after)) {
                    assert!(before || !after, "{now:?} became {after:?}");
                }
            }
        });
    }

    #[test]
    fn r_3_2_no_switch_goes_off_once_somebody_has_acted() {
        every(|now, facts, _, answer| {
            if let Ok(after) = answer
                && facts.acted
            {
                for (before, after) in switches(now).into_iter().zip(switches(after)) {
                    assert!(!before || after, "{now:?} became {after:?}");
                }
            }
        });
    }

    #[test]
    fn r_3_2_signing_brings_the_two_others_on_and_each_can_then_be_set() {
        every(|now, _, wanted, answer| {
            let Ok(after) = answer else { return };
            if wanted.signing_open && !now.signing_open {
                assert_eq!(switches(after), [true; 3]);
            } else {
                assert_eq!(switches(after), switches(wanted));
            }
        });
    }

    #[test]
    fn r_3_3_the_review_mode_changes_only_while_nothing_is_in_review() {
        every(|now, facts, wanted, answer| {
            let mode_locked = answer
                .as_ref()
                .is_err_and(|locked| locked.get(&Item::ReviewMode) == Some(&Lock::InReview));
            assert_eq!(
                mode_locked,
                facts.in_review && now.review_mode != wanted.review_mode
            );
        });
    }

    #[test]
    fn r_3_4_how_often_a_student_may_ask_can_always_change() {
        every(|_, _, wanted, answer| match answer {
            Ok(after) => assert_eq!(after.termination_limit, wanted.termination_limit),
            Err(locked) => assert!(!locked.contains_key(&Item::TerminationLimit)),
        });
    }

    #[test]
    fn a_change_is_refused_exactly_for_what_is_locked_and_would_change() {
        every(|now, facts, wanted, answer| {
            let expected: Locked = Item::ALL
                .into_iter()
                .filter(|item| item.differs(now, wanted))
                .filter_map(|item| Some((item, lock(item, now, facts)?)))
                .collect();
            assert_eq!(answer.as_ref().err().cloned().unwrap_or_default(), expected);
        });
    }

    #[test]
    fn to_leave_everything_as_it_is_is_never_refused() {
        for now in all_settings() {
            for facts in all_facts() {
                assert_eq!(decide(&now, facts, &now), Ok(now));
            }
        }
    }
}
