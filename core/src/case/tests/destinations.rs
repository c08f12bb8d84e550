//! Rules 6.4 and 6.8: destinations.

use super::super::{Channel, EditableField};
use super::*;

#[test]
fn r_6_4_a_destination_is_returned_voided_or_registered() {
    assert_eq!(
        leads(Kind::Destination, "department_review", to_return(), department()),
        "returned"
    );
    assert_eq!(
        leads(Kind::Destination, "department_review", to_reject(), department()),
        "voided"
    );
    let registered = granted(Kind::Destination, "school_review", Command::Approve, school());
    assert!(registered.to.as_str() == "registered" && registered.to.is_effective() && pushes(&registered));
}

#[test]
fn r_6_4_return_keeps_the_case_and_its_place() {
    let returned = granted(Kind::Destination, "school_review", to_return(), school());
    assert!(returned.to.occupies() && tells(&returned, Audience::Student, Notice::Returned));
    let taken = Facts {
        place_free: false,
        ..student()
    };
    assert_eq!(
        leads(Kind::Destination, "returned", Command::Submit, taken),
        "department_review"
    );
}

#[test]
fn r_6_4_the_student_withdraws_before_the_first_verdict() {
    assert_eq!(
        leads(
            Kind::Destination,
            "department_review",
            Command::Withdraw,
            student()
        ),
        "draft"
    );
    assert_eq!(
        leads(
            Kind::Destination,
            "school_review",
            Command::Withdraw,
            school_only(student())
        ),
        "draft"
    );
    assert_eq!(
        refused(Kind::Destination, "school_review", Command::Withdraw, student()),
        Refusal::VerdictGiven
    );
}

#[test]
fn r_6_4_the_reviewer_whose_step_it_is_edits_and_the_student_hears_of_it() {
    let edited = granted(
        Kind::Destination,
        "department_review",
        Command::EditInReview,
        department(),
    );
    assert_eq!(edited.to.as_str(), "department_review");
    assert!(tells(&edited, Audience::Student, Notice::EditedInReview) && !pushes(&edited));
    assert_eq!(
        Notice::EditedInReview.channels(Audience::Student),
        [Channel::WeChat, Channel::Sms]
    );
    assert_eq!(
        refused(
            Kind::Destination,
            "department_review",
            Command::EditInReview,
            school()
        ),
        Refusal::AwaitsDepartment
    );
    assert_eq!(
        leads(
            Kind::Destination,
            "school_review",
            Command::EditInReview,
            school()
        ),
        "school_review"
    );
}

#[test]
fn r_6_4_after_approval_nothing_is_edited() {
    let edit = Command::EditAfterApproval(vec![EditableField::JobCategory]);
    assert_eq!(
        refused(Kind::Destination, "registered", edit, school()),
        Refusal::DestinationIsFinal
    );
    let registered = state(Kind::Destination, "registered");
    assert_eq!(
        refused(Kind::Destination, "registered", Command::EditInReview, school()),
        Refusal::StateMoved(registered)
    );
}

#[test]
fn r_6_4_only_a_destination_is_edited_in_review() {
    for (kind, at) in [
        (Kind::Online, "school_review"),
        (Kind::Offline, "signing_school_review"),
        (Kind::Paper, "school_review"),
    ] {
        assert_eq!(
            refused(kind, at, Command::EditInReview, school()),
            Refusal::NotOfThisKind(kind)
        );
    }
}

#[test]
fn r_6_4_the_student_gives_up_a_registered_destination_without_review() {
    let given_up = granted(Kind::Destination, "registered", Command::GiveUp, student());
    assert_eq!(given_up.to.as_str(), "given_up");
    assert!(pushes(&given_up));
    assert_eq!(
        refused(Kind::Destination, "registered", Command::GiveUp, school()),
        Refusal::NotAllowed
    );
}

#[test]
fn r_6_8_given_up_the_student_is_free_again() {
    assert!(
        !granted(Kind::Destination, "registered", Command::GiveUp, student())
            .to
            .occupies()
    );
}

#[test]
fn r_6_8_a_signed_agreement_is_not_given_up_but_terminated() {
    for kind in [Kind::Online, Kind::Offline, Kind::Paper] {
        assert_eq!(
            refused(kind, "signed", Command::GiveUp, student()),
            Refusal::NotOfThisKind(kind)
        );
    }
}
