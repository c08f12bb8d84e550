//! Rules 6.5, 6.6 and 6.8: terminations.

use super::super::Channel;
use super::*;

pub(super) const ONLINE: AgreementKind = AgreementKind::Online;
pub(super) const SUBMITTED: [AgreementKind; 2] = [AgreementKind::Offline, AgreementKind::Paper];

pub(super) fn to_force() -> Question {
    Command::Force(explanation())
}

fn to_approve_one_sided() -> Question {
    Command::ApproveOneSided(explanation())
}

#[test]
fn r_6_5_either_side_asks_and_the_other_hears_of_it() {
    let asked = granted(
        Kind::Termination,
        "draft",
        Command::Ask,
        ending(ONLINE, student()),
    );
    assert_eq!(asked.to.as_str(), "asked_by_student");
    assert!(tells(&asked, Audience::Company, Notice::TerminationAsked));
    let asked = granted(
        Kind::Termination,
        "draft",
        Command::Ask,
        ending(ONLINE, company()),
    );
    assert_eq!(asked.to.as_str(), "asked_by_company");
    assert!(tells(&asked, Audience::Student, Notice::TerminationAsked));
}

#[test]
fn r_6_5_only_the_side_that_was_asked_answers_and_the_asker_hears_of_it() {
    for (at, asker, asked, told) in [
        ("asked_by_student", student(), company(), Audience::Student),
        ("asked_by_company", company(), student(), Audience::Company),
    ] {
        let agreed = granted(Kind::Termination, at, Command::Agree, ending(ONLINE, asked));
        assert_eq!(agreed.to.as_str(), "department_review");
        assert!(tells(&agreed, told, Notice::TerminationAgreed));
        let refusal = granted(
            Kind::Termination,
            at,
            Command::Refuse(explanation()),
            ending(ONLINE, asked),
        );
        assert_eq!(refusal.to.as_str(), "refused");
        assert!(tells(&refusal, told, Notice::TerminationRefused));
        for own in [Command::Agree, Command::Refuse(explanation())] {
            assert_eq!(
                refused(Kind::Termination, at, own, ending(ONLINE, asker)),
                Refusal::NotAllowed
            );
        }
    }
}

#[test]
fn r_6_5_only_the_asking_side_withdraws_and_only_before_the_answer() {
    let withdraw = |at, who| {
        decide(
            state(Kind::Termination, at),
            &Question::Withdraw,
            &ending(ONLINE, who),
        )
    };
    let withdrawn = Ok(state(Kind::Termination, "withdrawn"));
    assert_eq!(withdraw("asked_by_student", student()).map(|to| to.to), withdrawn);
    assert_eq!(withdraw("asked_by_company", company()).map(|to| to.to), withdrawn);
    assert_eq!(withdraw("asked_by_student", company()), Err(Refusal::NotAllowed));
    assert_eq!(withdraw("asked_by_company", student()), Err(Refusal::NotAllowed));
    let answered = Refusal::StateMoved(state(Kind::Termination, "department_review"));
    assert_eq!(withdraw("department_review", student()), Err(answered));
    assert_eq!(withdraw("department_review", company()), Err(answered));
}

#[test]
fn r_6_5_rejected_the_agreement_stays_in_force() {
    let failed = granted(
        Kind::Termination,
        "school_review",
        to_reject(),
        ending(ONLINE, school()),
    );
    assert_eq!(failed.to.as_str(), "failed");
    assert!(!failed.effects.contains(&Effect::CloseAgreement));
    assert!(
        tells(&failed, Audience::Student, Notice::Rejected)
            && tells(&failed, Audience::Company, Notice::Rejected)
    );
}

#[test]
fn r_6_5_the_termination_of_an_online_agreement_is_never_returned() {
    let facts = ending(ONLINE, school());
    assert_eq!(
        refused(Kind::Termination, "school_review", to_return(), facts),
        Refusal::NoReturn
    );
}

#[test]
fn r_6_5_a_school_officer_forces_what_the_company_does_not_answer() {
    for facts in [ending(ONLINE, school()), ending(ONLINE, school_only(school()))] {
        let forced = granted(Kind::Termination, "asked_by_student", to_force(), facts);
        assert_eq!(forced.to.as_str(), "terminated");
        assert!(forced.effects.contains(&Effect::CloseAgreement));
        assert!(tells(&forced, Audience::Student, Notice::TerminationForced));
        assert!(tells(&forced, Audience::Company, Notice::TerminationForced));
    }
    assert!(
        Notice::TerminationForced
            .channels(Audience::Student)
            .contains(&Channel::Sms)
    );
}

#[test]
fn r_6_5_a_department_never_forces_and_nobody_forces_what_the_company_asked() {
    let department = ending(ONLINE, department());
    assert_eq!(
        refused(Kind::Termination, "asked_by_student", to_force(), department),
        Refusal::SchoolOfficersOnly
    );
    let asked = state(Kind::Termination, "asked_by_company");
    let school = ending(ONLINE, school());
    assert_eq!(
        refused(Kind::Termination, "asked_by_company", to_force(), school),
        Refusal::StateMoved(asked)
    );
}

#[test]
fn r_6_5_an_online_agreement_is_not_ended_by_material_alone() {
    let student = ending(ONLINE, student());
    assert_eq!(
        refused(Kind::Termination, "draft", Command::Submit, student),
        Refusal::AskTheOtherSide
    );
    let school = ending(ONLINE, school());
    assert_eq!(
        refused(Kind::Termination, "school_review", to_approve_one_sided(), school),
        Refusal::OneSidedNotOnline
    );
}

#[test]
fn r_6_6_material_is_returned_failed_or_terminates() {
    for agreement in SUBMITTED {
        let officer = ending(agreement, school());
        assert_eq!(
            leads(Kind::Termination, "school_review", to_return(), officer),
            "returned"
        );
        assert_eq!(
            leads(Kind::Termination, "school_review", to_reject(), officer),
            "failed"
        );
        let ended = granted(Kind::Termination, "school_review", Command::Approve, officer);
        assert_eq!(ended.to.as_str(), "terminated");
        assert!(ended.effects.contains(&Effect::CloseAgreement));
        let student = ending(agreement, student());
        assert_eq!(
            leads(Kind::Termination, "returned", Command::Submit, student),
            "department_review"
        );
        assert_eq!(
            leads(Kind::Termination, "returned", Command::Abandon, student),
            "abandoned"
        );
    }
}

#[test]
fn r_6_6_an_offline_agreement_is_not_ended_by_asking() {
    for agreement in SUBMITTED {
        for who in [student(), company()] {
            let facts = ending(agreement, who);
            assert_eq!(
                refused(Kind::Termination, "draft", Command::Ask, facts),
                Refusal::SubmitMaterial
            );
        }
    }
}

#[test]
fn r_6_6_a_school_officer_ends_it_one_sidedly_once_the_department_has_passed_it_on() {
    for agreement in SUBMITTED {
        let school = ending(agreement, school());
        let ended = granted(Kind::Termination, "school_review", to_approve_one_sided(), school);
        assert!(ended.to.as_str() == "terminated" && ended.effects.contains(&Effect::CloseAgreement));
        assert_eq!(
            refused(
                Kind::Termination,
                "department_review",
                to_approve_one_sided(),
                school
            ),
            Refusal::AwaitsDepartment
        );
        let department = ending(agreement, department());
        assert_eq!(
            refused(
                Kind::Termination,
                "department_review",
                to_approve_one_sided(),
                department
            ),
            Refusal::SchoolOfficersOnly
        );
    }
}

#[test]
fn r_6_8_the_end_of_the_agreement_frees_the_student_and_is_pushed_once() {
    let ended = granted(
        Kind::Termination,
        "school_review",
        Command::Approve,
        ending(ONLINE, school()),
    );
    assert!(!pushes(&ended), "the agreement's own end pushes");
    for kind in [Kind::Online, Kind::Offline, Kind::Paper] {
        let freed = granted(kind, "signed", Command::EndByTermination, platform());
        assert!(pushes(&freed) && !freed.to.occupies());
        assert_eq!(
            refused(kind, "signed", Command::EndByTermination, school()),
            Refusal::NotAllowed
        );
    }
}
