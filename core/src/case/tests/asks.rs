//! Rule 6.7, and what else stands against a new termination.

use super::terminations::{ONLINE, SUBMITTED, to_force};
use super::*;

#[test]
fn r_6_7_a_students_asks_are_counted_and_limited() {
    let last = Facts {
        asks_used: 1,
        asks_limit: 2,
        ..student()
    };
    let over = Facts {
        asks_used: 2,
        asks_limit: 2,
        ..student()
    };
    let counted = |transition: Transition| transition.effects.contains(&Effect::CountAsk);
    assert!(counted(granted(
        Kind::Termination,
        "draft",
        Command::Ask,
        ending(ONLINE, last)
    )));
    let used_up = Refusal::AsksUsedUp { limit: 2 };
    assert_eq!(
        refused(Kind::Termination, "draft", Command::Ask, ending(ONLINE, over)),
        used_up
    );
    for agreement in SUBMITTED {
        assert!(counted(granted(
            Kind::Termination,
            "draft",
            Command::Submit,
            ending(agreement, last)
        )));
        assert_eq!(
            refused(
                Kind::Termination,
                "draft",
                Command::Submit,
                ending(agreement, over)
            ),
            used_up
        );
    }
}

#[test]
fn r_6_7_where_the_school_allows_no_ask_the_first_is_refused() {
    let none = ending(
        ONLINE,
        Facts {
            asks_limit: 0,
            ..student()
        },
    );
    assert_eq!(
        refused(Kind::Termination, "draft", Command::Ask, none),
        Refusal::AsksUsedUp { limit: 0 }
    );
}

#[test]
fn r_6_7_a_companys_ask_is_not_counted_and_not_limited() {
    let over = ending(
        ONLINE,
        Facts {
            asks_used: 9,
            asks_limit: 1,
            ..company()
        },
    );
    let asked = granted(Kind::Termination, "draft", Command::Ask, over);
    assert!(!asked.effects.contains(&Effect::CountAsk));
}

#[test]
fn r_6_7_submitting_again_after_a_return_is_the_same_ask() {
    let over = ending(
        AgreementKind::Paper,
        Facts {
            asks_used: 1,
            asks_limit: 1,
            ..student()
        },
    );
    let again = granted(Kind::Termination, "returned", Command::Submit, over);
    assert!(!again.effects.contains(&Effect::CountAsk));
}

#[test]
fn r_6_7_a_withdrawn_ask_stays_counted_and_is_over() {
    let student = ending(AgreementKind::Paper, student());
    let withdrawn = granted(Kind::Termination, "department_review", Command::Withdraw, student);
    assert_eq!(withdrawn.to.as_str(), "withdrawn");
    assert!(withdrawn.effects.is_empty(), "nothing gives the ask back");
    assert_eq!(
        refused(Kind::Termination, "withdrawn", Command::Submit, student),
        Refusal::StateMoved(withdrawn.to)
    );
}

#[test]
fn one_agreement_has_one_termination_under_way() {
    let busy = |facts| Facts {
        other_termination_open: true,
        ..facts
    };
    for who in [student(), company()] {
        let facts = busy(ending(ONLINE, who));
        assert_eq!(
            refused(Kind::Termination, "draft", Command::Ask, facts),
            Refusal::TerminationUnderWay
        );
    }
    let facts = busy(ending(AgreementKind::Offline, student()));
    assert_eq!(
        refused(Kind::Termination, "draft", Command::Submit, facts),
        Refusal::TerminationUnderWay
    );
}

#[test]
fn only_an_agreement_in_force_is_ended() {
    let over = |who| Facts {
        agreement_effective: false,
        ..ending(ONLINE, who)
    };
    let refusals = [
        refused(Kind::Termination, "draft", Command::Ask, over(student())),
        refused(
            Kind::Termination,
            "asked_by_student",
            Command::Agree,
            over(company()),
        ),
        refused(Kind::Termination, "asked_by_student", to_force(), over(school())),
        refused(
            Kind::Termination,
            "school_review",
            Command::Approve,
            over(school()),
        ),
        refused(Kind::Termination, "draft", Command::Ask, student()),
    ];
    assert!(
        refusals
            .iter()
            .all(|refusal| *refusal == Refusal::AgreementNotEffective),
        "{refusals:?}"
    );
}
