//! Rules 5 and 10: the one place of a student, and dormancy.

use super::super::questions::{asked_of, commands};
use super::*;

#[test]
fn r_5_1_what_is_in_review_returned_waiting_or_effective_occupies() {
    let occupying = |kind| {
        let states = State::all().filter(move |state| state.kind() == kind && state.occupies());
        states.map(State::as_str).collect::<Vec<_>>()
    };
    assert_eq!(
        occupying(Kind::Online),
        ["department_review", "school_review", "signed"]
    );
    assert_eq!(
        occupying(Kind::Offline),
        [
            "agreement_department_review",
            "agreement_school_review",
            "agreement_returned",
            "awaiting_stamped_copy",
            "signing_department_review",
            "signing_school_review",
            "signing_returned",
            "signed",
        ]
    );
    assert_eq!(
        occupying(Kind::Paper),
        ["department_review", "school_review", "returned", "signed"]
    );
    assert_eq!(
        occupying(Kind::Destination),
        ["department_review", "school_review", "returned", "registered"]
    );
    assert!(
        occupying(Kind::Termination).is_empty(),
        "the agreement holds the place, not its termination"
    );
}

#[test]
fn r_5_1_a_second_case_is_refused_while_another_occupies_the_student() {
    let taken = Facts {
        place_free: false,
        ..student()
    };
    assert_eq!(
        refused(Kind::Online, "invited", Command::Accept(()), taken),
        Refusal::PlaceTaken
    );
    for kind in [Kind::Offline, Kind::Paper, Kind::Destination] {
        assert_eq!(
            refused(kind, "draft", Command::Submit, taken),
            Refusal::PlaceTaken
        );
    }
}

#[test]
fn r_5_1_an_occupied_student_can_still_be_invited_and_decline() {
    let invited = Facts {
        place_free: false,
        ..company()
    };
    assert_eq!(leads(Kind::Online, "draft", Command::Invite, invited), "invited");
    let declining = Facts {
        place_free: false,
        ..student()
    };
    assert_eq!(
        leads(Kind::Online, "invited", Command::Decline(objection()), declining),
        "declined"
    );
}

#[test]
fn r_5_1_no_case_takes_the_place_of_another() {
    for from in State::all().filter(|state| !state.occupies()) {
        for facts in asked_of(from.kind()) {
            let taken = Facts {
                place_free: false,
                ..facts
            };
            for command in commands() {
                if let Ok(transition) = decide(from, &command, &taken) {
                    assert!(!transition.to.occupies(), "{from:?} {}", command.as_str());
                }
            }
        }
    }
}

#[test]
fn r_5_2_nobody_acts_on_a_dormant_student_and_no_invitation_runs_out() {
    for state in State::all() {
        for facts in asked_of(state.kind()) {
            let facts = Facts {
                dormant: true,
                ..facts
            };
            for command in commands() {
                assert_eq!(decide(state, &command, &facts), Err(Refusal::Dormant));
            }
        }
    }
}

#[test]
fn r_10_1_deletion_from_the_roster_suspends_a_case_in_the_middle_of_its_review() {
    let dormant = Facts {
        dormant: true,
        ..school()
    };
    assert_eq!(
        refused(Kind::Offline, "signing_school_review", Command::Approve, dormant),
        Refusal::Dormant
    );
}

#[test]
fn r_10_2_what_dormancy_refused_is_granted_from_the_same_state_once_it_is_over() {
    for (kind, at, command, awake, then) in [
        (Kind::Online, "invited", Command::Expire, platform(), "expired"),
        (
            Kind::Offline,
            "signing_school_review",
            Command::Approve,
            school(),
            "signed",
        ),
    ] {
        let dormant = Facts {
            dormant: true,
            ..awake
        };
        assert_eq!(refused(kind, at, command.clone(), dormant), Refusal::Dormant);
        assert_eq!(leads(kind, at, command, awake), then);
    }
}
