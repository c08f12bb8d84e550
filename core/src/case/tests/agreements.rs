//! Rules 6.1 to 6.3: the three kinds of agreement.

use super::*;

#[test]
fn r_6_1_an_invitation_tells_the_student_and_runs_out() {
    let invited = granted(Kind::Online, "draft", Command::Invite, company());
    assert!(tells(&invited, Audience::Student, Notice::Invitation));
    assert!(invited.effects.contains(&Effect::ScheduleExpiry));
    assert!(invited.effects.contains(&Effect::LookUpCompany));
    let expired = granted(Kind::Online, "invited", Command::Expire, platform());
    assert!(tells(&expired, Audience::Student, Notice::InvitationExpired));
}

#[test]
fn r_6_1_the_company_hears_the_answer_and_the_reviewer_finds_its_status() {
    let accepted = granted(Kind::Online, "invited", Command::Accept(()), student());
    assert!(tells(&accepted, Audience::Company, Notice::InvitationAccepted));
    assert!(accepted.effects.contains(&Effect::LookUpCompany));
    let declined = granted(Kind::Online, "invited", Command::Decline(objection()), student());
    assert!(tells(&declined, Audience::Company, Notice::InvitationDeclined));
}

#[test]
fn r_6_1_an_invitation_whose_time_is_up_is_no_longer_accepted_but_is_still_cleared_away() {
    let late = |who| Facts {
        due_passed: true,
        ..who
    };
    assert_eq!(
        refused(Kind::Online, "invited", Command::Accept(()), late(student())),
        Refusal::DuePassed
    );
    for (command, by, to) in [
        (Command::Decline(objection()), student(), "declined"),
        (Command::Withdraw, company(), "withdrawn"),
        (Command::Expire, platform(), "expired"),
    ] {
        assert_eq!(leads(Kind::Online, "invited", command, late(by)), to);
    }
}

#[test]
fn r_6_1_only_the_company_withdraws_an_invitation_and_only_an_open_one() {
    assert_eq!(
        leads(Kind::Online, "invited", Command::Withdraw, company()),
        "withdrawn"
    );
    assert_eq!(
        refused(Kind::Online, "invited", Command::Withdraw, student()),
        Refusal::NotAllowed
    );
    let accepted = state(Kind::Online, "department_review");
    assert_eq!(
        refused(Kind::Online, "department_review", Command::Withdraw, company()),
        Refusal::StateMoved(accepted)
    );
}

#[test]
fn r_6_1_a_second_acceptance_is_refused_as_a_conflict() {
    let accepted = state(Kind::Online, "department_review");
    assert_eq!(
        refused(Kind::Online, "department_review", Command::Accept(()), student()),
        Refusal::StateMoved(accepted)
    );
}

#[test]
fn r_6_1_the_department_passes_on_and_the_school_signs() {
    let passed = granted(Kind::Online, "department_review", Command::Approve, department());
    assert_eq!(passed.to.as_str(), "school_review");
    assert!(tells(&passed, Audience::Student, Notice::PassedDepartment) && !pushes(&passed));
    let signed = granted(Kind::Online, "school_review", Command::Approve, school());
    assert_eq!(signed.to.as_str(), "signed");
    assert!(pushes(&signed) && signed.effects.contains(&Effect::IssueAgreement));
    assert!(tells(&signed, Audience::Student, Notice::Approved));
    assert!(tells(&signed, Audience::Company, Notice::Approved));
}

#[test]
fn r_6_1_an_online_agreement_is_never_returned() {
    assert_eq!(
        refused(Kind::Online, "department_review", to_return(), department()),
        Refusal::NoReturn
    );
    assert_eq!(
        refused(Kind::Online, "school_review", to_return(), school()),
        Refusal::NoReturn
    );
}

#[test]
fn r_6_1_reject_needs_the_company_to_invite_again() {
    let rejected = granted(Kind::Online, "department_review", to_reject(), department());
    assert_eq!(rejected.to.as_str(), "rejected");
    assert!(!rejected.to.is_open() && !rejected.to.occupies());
    assert!(tells(&rejected, Audience::Company, Notice::Rejected));
    assert_eq!(
        refused(Kind::Online, "rejected", Command::Invite, company()),
        Refusal::StateMoved(rejected.to)
    );
    assert_eq!(
        leads(Kind::Online, "draft", Command::Invite, company()),
        "invited"
    );
}

#[test]
fn r_6_2_the_approved_form_becomes_an_agreement_to_be_stamped() {
    let ready = granted(
        Kind::Offline,
        "agreement_school_review",
        Command::Approve,
        school(),
    );
    assert_eq!(ready.to.as_str(), "awaiting_stamped_copy");
    assert!(ready.effects.contains(&Effect::IssueAgreement) && !pushes(&ready));
    assert!(tells(&ready, Audience::Student, Notice::AgreementReady));
}

#[test]
fn r_6_2_student_or_company_uploads_the_stamped_copy_and_the_second_review_begins_at_its_first_step() {
    for who in [student(), company()] {
        let upload = |at| leads(Kind::Offline, at, Command::UploadStampedCopy, who);
        assert_eq!(upload("awaiting_stamped_copy"), "signing_department_review");
        assert_eq!(upload("signing_returned"), "signing_department_review");
    }
}

#[test]
fn r_6_2_the_attested_copy_is_the_students_destination() {
    let signed = granted(Kind::Offline, "signing_school_review", Command::Approve, school());
    assert_eq!(signed.to.as_str(), "signed");
    assert!(pushes(&signed) && signed.to.is_effective());
}

#[test]
fn r_6_2_a_return_leads_back_to_what_was_under_review() {
    assert_eq!(
        leads(Kind::Offline, "agreement_school_review", to_return(), school()),
        "agreement_returned"
    );
    assert_eq!(
        leads(Kind::Offline, "agreement_returned", Command::Submit, student()),
        "agreement_department_review"
    );
    assert_eq!(
        leads(Kind::Offline, "signing_school_review", to_return(), school()),
        "signing_returned"
    );
}

#[test]
fn r_6_2_a_rejection_voids_the_agreement_in_either_review() {
    for at in ["agreement_school_review", "signing_school_review"] {
        let voided = granted(Kind::Offline, at, to_reject(), school());
        assert_eq!(voided.to.as_str(), "voided");
        assert!(tells(&voided, Audience::Student, Notice::Rejected));
    }
}

#[test]
fn r_6_2_the_student_withdraws_before_the_first_verdict_of_each_review() {
    let withdraw = |at, facts| leads(Kind::Offline, at, Command::Withdraw, facts);
    assert_eq!(withdraw("agreement_department_review", student()), "draft");
    assert_eq!(
        withdraw("agreement_school_review", school_only(student())),
        "draft"
    );
    assert_eq!(
        withdraw("signing_department_review", student()),
        "awaiting_stamped_copy"
    );
    assert_eq!(
        withdraw("signing_school_review", school_only(student())),
        "awaiting_stamped_copy"
    );
}

#[test]
fn r_6_2_after_the_departments_verdict_nothing_is_withdrawn() {
    for at in ["agreement_school_review", "signing_school_review"] {
        assert_eq!(
            refused(Kind::Offline, at, Command::Withdraw, student()),
            Refusal::VerdictGiven
        );
    }
    assert_eq!(
        refused(
            Kind::Offline,
            "signing_department_review",
            Command::Withdraw,
            company()
        ),
        Refusal::NotAllowed
    );
}

#[test]
fn r_6_2_a_form_that_was_returned_begins_a_new_round_that_can_be_withdrawn_before_its_first_verdict() {
    let mut at = "draft";
    for (command, facts) in [
        (Command::Submit, student()),
        (Command::Approve, department()),
        (to_return(), school()),
        (Command::Submit, student()),
    ] {
        at = leads(Kind::Offline, at, command, facts);
    }
    assert_eq!(leads(Kind::Offline, at, Command::Withdraw, student()), "draft");
    let passed = leads(Kind::Offline, at, Command::Approve, department());
    assert_eq!(
        refused(Kind::Offline, passed, Command::Withdraw, student()),
        Refusal::VerdictGiven
    );
}

#[test]
fn r_6_2_a_withdrawn_form_asks_for_its_place_again() {
    let withdrawn = granted(
        Kind::Offline,
        "agreement_department_review",
        Command::Withdraw,
        student(),
    )
    .to;
    assert!(!withdrawn.occupies());
    let taken = Facts {
        place_free: false,
        ..student()
    };
    assert_eq!(
        refused(Kind::Offline, withdrawn.as_str(), Command::Submit, taken),
        Refusal::PlaceTaken
    );
}

#[test]
fn r_15_a_student_stuck_with_a_company_that_never_stamps_can_abandon() {
    for at in ["agreement_returned", "awaiting_stamped_copy", "signing_returned"] {
        let abandoned = granted(Kind::Offline, at, Command::Abandon, student()).to;
        assert!(!abandoned.occupies() && !abandoned.is_open());
    }
    assert_eq!(
        refused(
            Kind::Offline,
            "awaiting_stamped_copy",
            Command::Abandon,
            company()
        ),
        Refusal::NotAllowed
    );
}

#[test]
fn r_6_3_a_paper_agreement_is_returned_voided_or_signed() {
    assert_eq!(
        leads(Kind::Paper, "school_review", to_return(), school()),
        "returned"
    );
    assert_eq!(
        leads(Kind::Paper, "returned", Command::Submit, student()),
        "department_review"
    );
    assert_eq!(
        leads(Kind::Paper, "school_review", to_reject(), school()),
        "voided"
    );
    let signed = granted(Kind::Paper, "school_review", Command::Approve, school());
    assert!(signed.to.as_str() == "signed" && pushes(&signed));
    assert!(
        !signed.effects.contains(&Effect::IssueAgreement),
        "it was issued on paper"
    );
}

#[test]
fn r_6_3_the_student_withdraws_before_the_first_verdict() {
    assert_eq!(
        leads(Kind::Paper, "department_review", Command::Withdraw, student()),
        "draft"
    );
    assert_eq!(
        leads(
            Kind::Paper,
            "school_review",
            Command::Withdraw,
            school_only(student())
        ),
        "draft"
    );
    assert_eq!(
        refused(Kind::Paper, "school_review", Command::Withdraw, student()),
        Refusal::VerdictGiven
    );
}
