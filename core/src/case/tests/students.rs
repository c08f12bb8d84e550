//! Rules 3 and 4: what the settings and the roster allow.

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
        leads(Kind::Online, "invited", Command::Accept(()), off(student())),
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
        refused(Kind::Online, "invited", Command::Accept(()), closed(student())),
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
        leads(
            Kind::Online,
            "invited",
            Command::Decline(objection()),
            closed(student())
        ),
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
