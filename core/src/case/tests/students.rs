//! Rules 3, 4, 5 and 10: whether the student can be acted on at all.

use super::super::questions::{asked_of, commands};
use super::*;

#[test]
fn r_3_2_nothing_new_begins_in_a_module_that_is_switched_off() {
    let off = |facts| Facts {
        module_open: false,
        ..facts
    };
    assert_eq!(
        refused(Kind::Online, "draft", Command::Invite, off(company())),
        Refusal::ModuleClosed(Kind::Online)
    );
    for kind in [Kind::Offline, Kind::Paper, Kind::Destination] {
        assert_eq!(
            refused(kind, "draft", Command::Submit, off(student())),
            Refusal::ModuleClosed(kind)
        );
    }
}

#[test]
fn r_3_2_what_has_begun_goes_on_in_a_module_that_is_switched_off() {
    let off = |facts| Facts {
        module_open: false,
        ..facts
    };
    assert_eq!(
        leads(Kind::Online, "invited", Command::Accept, off(student())),
        "department_review"
    );
    assert_eq!(
        leads(
            Kind::Offline,
            "agreement_returned",
            Command::Submit,
            off(student())
        ),
        "agreement_department_review"
    );
    assert_eq!(
        leads(
            Kind::Destination,
            "school_review",
            Command::Approve,
            off(school())
        ),
        "registered"
    );
    let ask = off(ending(AgreementKind::Online, student()));
    assert_eq!(
        leads(Kind::Termination, "draft", Command::Ask, ask),
        "asked_by_student"
    );
}

#[test]
fn r_3_3_the_mode_says_which_step_comes_first() {
    assert_eq!(
        leads(Kind::Paper, "draft", Command::Submit, student()),
        "department_review"
    );
    assert_eq!(
        leads(Kind::Paper, "draft", Command::Submit, school_only(student())),
        "school_review"
    );
}

#[test]
fn r_3_3_only_the_officer_whose_step_it_is_decides() {
    let approve = |at, facts| refused(Kind::Paper, at, Command::Approve, facts);
    assert_eq!(approve("department_review", school()), Refusal::AwaitsDepartment);
    assert_eq!(
        approve("school_review", school_only(department())),
        Refusal::SchoolReviewsAlone
    );
    assert_eq!(
        approve("department_review", school_only(school())),
        Refusal::StepNotInMode
    );
    for nobody in [student(), company(), platform()] {
        assert_eq!(approve("school_review", nobody), Refusal::NotAllowed);
    }
}

#[test]
fn a_second_approval_by_the_same_department_is_refused_as_a_conflict() {
    let at = state(Kind::Paper, "school_review");
    assert_eq!(
        refused(Kind::Paper, "school_review", Command::Approve, department()),
        Refusal::StateMoved(at)
    );
}

#[test]
fn r_4_1_of_an_earlier_cohort_people_may_only_look() {
    for state in State::all() {
        for facts in asked_of(state.kind()).filter(|facts| facts.actor != Actor::System) {
            let facts = Facts {
                cohort_current: false,
                ..facts
            };
            for command in commands() {
                assert_eq!(decide(state, &command, &facts), Err(Refusal::EarlierCohort));
            }
        }
    }
}

#[test]
fn r_4_1_an_invitation_to_an_earlier_cohort_still_expires() {
    let earlier = Facts {
        cohort_current: false,
        ..platform()
    };
    assert_eq!(
        leads(Kind::Online, "invited", Command::Expire, earlier),
        "expired"
    );
}

#[test]
fn r_4_2_training_modes_21_and_41_make_no_agreement_of_any_kind() {
    let closed = |facts| Facts {
        may_sign_online: false,
        ..facts
    };
    let refusals = [
        refused(Kind::Online, "draft", Command::Invite, closed(company())),
        refused(Kind::Online, "invited", Command::Accept, closed(student())),
        refused(Kind::Online, "school_review", Command::Approve, closed(school())),
        refused(Kind::Offline, "draft", Command::Submit, closed(student())),
        refused(
            Kind::Offline,
            "agreement_returned",
            Command::Submit,
            closed(student()),
        ),
        refused(
            Kind::Offline,
            "awaiting_stamped_copy",
            Command::UploadStampedCopy,
            closed(company()),
        ),
        refused(
            Kind::Offline,
            "signing_school_review",
            Command::Approve,
            closed(school()),
        ),
        refused(Kind::Paper, "draft", Command::Submit, closed(student())),
        refused(Kind::Paper, "returned", Command::Submit, closed(student())),
        refused(Kind::Paper, "school_review", Command::Approve, closed(school())),
    ];
    assert!(
        refusals
            .iter()
            .all(|refusal| *refusal == Refusal::AgreementsClosedToStudent),
        "{refusals:?}"
    );
}

#[test]
fn r_4_2_a_student_who_became_21_or_41_can_still_leave_and_be_rejected() {
    let closed = |facts| Facts {
        may_sign_online: false,
        ..facts
    };
    assert_eq!(
        leads(Kind::Online, "invited", Command::Decline, closed(student())),
        "declined"
    );
    assert_eq!(
        leads(Kind::Online, "school_review", to_reject(), closed(school())),
        "rejected"
    );
    assert_eq!(
        leads(
            Kind::Offline,
            "signing_returned",
            Command::Abandon,
            closed(student())
        ),
        "abandoned"
    );
    let ask = closed(ending(AgreementKind::Online, student()));
    assert_eq!(
        leads(Kind::Termination, "draft", Command::Ask, ask),
        "asked_by_student"
    );
}

#[test]
fn r_4_2_training_modes_21_and_41_register_the_supplementary_type_and_nobody_else_does() {
    let closed = Facts {
        may_sign_online: false,
        ..student()
    };
    let supplementary = Facts {
        supplementary: true,
        ..closed
    };
    assert_eq!(
        refused(Kind::Destination, "draft", Command::Submit, closed),
        Refusal::SupplementaryOnly
    );
    assert_eq!(
        leads(Kind::Destination, "draft", Command::Submit, supplementary),
        "department_review"
    );
    let open = Facts {
        supplementary: true,
        ..student()
    };
    assert_eq!(
        refused(Kind::Destination, "draft", Command::Submit, open),
        Refusal::SupplementaryClosedToStudent
    );
}

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
        refused(Kind::Online, "invited", Command::Accept, taken),
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
        leads(Kind::Online, "invited", Command::Decline, declining),
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
fn r_10_2_brought_back_the_case_goes_on_from_the_state_it_had() {
    let dormant = Facts {
        dormant: true,
        ..platform()
    };
    assert_eq!(
        refused(Kind::Online, "invited", Command::Expire, dormant),
        Refusal::Dormant
    );
    assert_eq!(
        leads(Kind::Online, "invited", Command::Expire, platform()),
        "expired"
    );
    assert_eq!(
        leads(Kind::Offline, "signing_school_review", Command::Approve, school()),
        "signed"
    );
}

#[test]
fn r_10_3_deciding_twice_gives_the_same_answer_twice() {
    let decide = || granted(Kind::Destination, "school_review", Command::Approve, school());
    assert_eq!(decide(), decide());
}
