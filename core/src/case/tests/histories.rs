//! Properties of random histories of one case.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::super::questions::{adverse, commands, endings};
use super::super::{Standing, Step};
use super::*;

/// One random turn: which command, who gives it, and whether a fact stands against it.
#[derive(Clone, Debug)]
struct Turn {
    /// Picks among the commands that are granted, where there are any, or else among all.
    pick: Index,
    granted: bool,
    against: Option<Index>,
    dormant: bool,
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let turn = (
        any::<Index>(),
        prop::bool::weighted(0.7),
        prop::option::weighted(0.3, any::<Index>()),
    );
    let turn = (turn, prop::bool::weighted(0.1)).prop_map(|((pick, granted, against), dormant)| Turn {
        pick,
        granted,
        against,
        dormant,
    });
    prop::collection::vec(turn, 1..60)
}

/// A case to begin with: its kind, what it ends, and the school's mode.
fn beginnings() -> impl Strategy<Value = (Kind, Option<AgreementKind>, ReviewMode)> {
    let begin = |kind| endings(kind).into_iter().map(move |ends| (kind, ends));
    let begin: Vec<_> = Kind::ALL.into_iter().flat_map(begin).collect();
    (select(begin), select(ReviewMode::ALL.to_vec())).prop_map(|((kind, ends), mode)| (kind, ends, mode))
}

/// What was asked, and what came of it.
struct Event {
    from: State,
    command: Question,
    facts: Facts,
    answer: Result<Transition, Refusal>,
}

/// Plays the turns from a draft on.
fn history(kind: Kind, ends: Option<AgreementKind>, mode: ReviewMode, turns: &[Turn]) -> Vec<Event> {
    let mut at = kind.draft();
    let mut events = Vec::new();
    for turn in turns {
        let (command, facts) = chosen(at, ends, mode, turn);
        let answer = decide(at, &command, &facts);
        let from = at;
        if let Ok(transition) = &answer {
            at = transition.to;
        }
        events.push(Event {
            from,
            command,
            facts,
            answer,
        });
    }
    events
}

fn chosen(at: State, ends: Option<AgreementKind>, mode: ReviewMode, turn: &Turn) -> (Question, Facts) {
    let facts = |actor| {
        let facts = favourable(actor, mode, ends);
        let facts = turn
            .against
            .map_or(facts, |against| *against.get(&adverse(facts)));
        Facts {
            dormant: turn.dormant,
            ..facts
        }
    };
    let all: Vec<_> = (commands().into_iter())
        .flat_map(|command| Actor::ALL.map(|actor| (command.clone(), facts(actor))))
        .collect();
    let granted: Vec<_> = all
        .iter()
        .filter(|(command, facts)| decide(at, command, facts).is_ok())
        .cloned()
        .collect();
    let choices = if turn.granted && !granted.is_empty() {
        granted
    } else {
        all
    };
    turn.pick.get(&choices).clone()
}

/// The steps that a mode asks for, in their order.
fn required(mode: ReviewMode) -> &'static [Step] {
    match mode {
        ReviewMode::SchoolOnly => &[Step::School],
        ReviewMode::DepartmentThenSchool => &[Step::Department, Step::School],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_case_ever_changes_its_kind((kind, ends, mode) in beginnings(), turns in turns()) {
        for event in history(kind, ends, mode, &turns) {
            prop_assert_eq!(event.from.kind(), kind);
        }
    }

    #[test]
    fn nothing_leads_out_of_a_case_that_is_over((kind, ends, mode) in beginnings(), turns in turns()) {
        for event in history(kind, ends, mode, &turns) {
            if event.from.standing() == Standing::Ended {
                prop_assert!(event.answer.is_err(), "{:?} {}", event.from, event.command.as_str());
            }
        }
    }

    #[test]
    fn i_2_no_review_is_passed_without_every_step_of_the_mode((kind, ends, mode) in beginnings(), turns in turns()) {
        let mut approved: Vec<Step> = Vec::new();
        for event in history(kind, ends, mode, &turns) {
            let Ok(transition) = event.answer else { continue };
            if event.from.in_review().is_none() {
                approved.clear();
            }
            if let (Some(step), Command::Approve | Command::ApproveOneSided(_)) =
                (event.from.in_review(), &event.command)
            {
                approved.push(step);
                if transition.to.in_review().is_none() {
                    prop_assert_eq!(&approved[..], required(mode));
                }
            }
        }
    }

    #[test]
    fn only_an_approval_at_the_schools_step_makes_a_case_effective((kind, ends, mode) in beginnings(), turns in turns()) {
        for event in history(kind, ends, mode, &turns) {
            let Ok(transition) = event.answer else { continue };
            if transition.to.is_effective() && !event.from.is_effective() {
                prop_assert_eq!(&event.command, &Command::Approve);
                prop_assert_eq!(event.facts.actor, Actor::SchoolOfficer);
            }
        }
    }

    #[test]
    fn i_6_a_dormant_student_is_never_acted_on((kind, ends, mode) in beginnings(), turns in turns()) {
        for event in history(kind, ends, mode, &turns) {
            if event.facts.dormant {
                prop_assert_eq!(event.answer, Err(Refusal::Dormant));
            }
        }
    }

    #[test]
    fn i_3_a_push_is_owed_exactly_when_the_destination_changes((kind, ends, mode) in beginnings(), turns in turns()) {
        for event in history(kind, ends, mode, &turns) {
            let Ok(transition) = event.answer else { continue };
            let edited = matches!(event.command, Command::EditAfterApproval(_));
            let changed = event.from.is_effective() != transition.to.is_effective();
            prop_assert_eq!(pushes(&transition), changed || edited);
        }
    }

    #[test]
    fn a_termination_counts_at_most_one_ask((_, ends, mode) in beginnings(), turns in turns()) {
        let ends = ends.or(Some(AgreementKind::Paper));
        let events = history(Kind::Termination, ends, mode, &turns);
        let counted = events.iter().filter_map(|event| event.answer.as_ref().ok());
        let counted = counted.filter(|transition| transition.effects.contains(&Effect::CountAsk)).count();
        prop_assert!(counted <= 1);
    }

    #[test]
    fn nothing_follows_twice_from_one_command((kind, ends, mode) in beginnings(), turns in turns()) {
        for event in history(kind, ends, mode, &turns) {
            let Ok(transition) = event.answer else { continue };
            let distinct: std::collections::HashSet<_> = transition.effects.iter().collect();
            prop_assert_eq!(distinct.len(), transition.effects.len());
        }
    }
}
