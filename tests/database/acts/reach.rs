//! Whose case it is (2.1 to 2.3): the others are told that there is none.

use wq_core::access::{Account, LevelScope, Role};
use wq_core::case::{
    ActError, Acted, By, Command, Initiator, Kind, NewCase, Refusal, ReviewMode, act, begin,
};
use wq_core::ids::{CaseId, CompanyId, SchoolId, StudentId};
use wq_tests::{World, objection};

use super::written;

/// An account of another role that the database never sees: nothing is written in its name.
fn with_role(account: &Account, role: Role) -> Account {
    Account {
        role,
        ..account.clone()
    }
}

async fn refused(world: &World, by: &Account, on: Acted, command: &Command) -> ActError {
    let conn = &mut *world.conn().await;
    let before = written(conn).await;
    let outcome = act(conn, By::Account(by), on.case, on.version, command).await;
    assert_eq!(written(conn).await, before, "refused, and yet written");
    outcome.expect_err("not allowed")
}

/// A world reviewed in two steps, with an online agreement before the department.
async fn in_review() -> (World, Account, Acted) {
    let world = World::new().await;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let invited = world.invite(&company, &student).await;
    let accepted = world.accept(&student.account, invited).await;
    (world, officer, accepted)
}

#[tokio::test]
async fn r_2_3_to_everyone_else_there_is_no_such_case() {
    let (world, officer, case) = in_review().await;
    let (school, other_school) = (world.school, SchoolId(world.school.0 + 1));
    let strangers = [
        (
            Role::School {
                school: other_school,
                level: LevelScope::All,
            },
            Command::Approve,
        ),
        (
            Role::School {
                school,
                level: LevelScope::Graduate,
            },
            Command::Approve,
        ),
        (
            Role::Department {
                school,
                department: "法学院".into(),
            },
            Command::Approve,
        ),
        (
            Role::Department {
                school,
                department: "计算机学院 ".into(),
            },
            Command::Approve,
        ),
        (
            Role::Department {
                school: other_school,
                department: "计算机学院".into(),
            },
            Command::Approve,
        ),
        (
            Role::Student {
                school,
                student: StudentId(999),
            },
            Command::Decline(objection()),
        ),
        (
            Role::Company {
                company: CompanyId(999),
            },
            Command::Withdraw,
        ),
        (
            Role::Province {
                province: "320000".into(),
            },
            Command::Approve,
        ),
        (Role::Operator, Command::Approve),
    ];
    for (role, command) in strangers {
        let stranger = with_role(&officer, role);
        let answer = refused(&world, &stranger, case, &command).await;
        assert!(matches!(answer, ActError::NotFound), "{stranger:?}: {answer}");
    }
}

#[tokio::test]
async fn a_case_that_does_not_exist_is_answered_like_one_of_others() {
    let (world, officer, case) = in_review().await;
    let none = Acted {
        case: CaseId(case.case.0 + 1),
        ..case
    };
    let answer = refused(&world, &officer, none, &Command::Approve).await;
    assert!(matches!(answer, ActError::NotFound), "{answer}");
}

#[tokio::test]
async fn an_act_on_a_page_that_is_out_of_date_is_refused() {
    let (world, officer, case) = in_review().await;
    for version in [case.version - 1, case.version + 1] {
        let stale = Acted { version, ..case };
        let answer = refused(&world, &officer, stale, &Command::Approve).await;
        assert!(matches!(answer, ActError::Moved), "{answer}");
    }
}

#[tokio::test]
async fn a_verdict_out_of_turn_is_refused() {
    let (world, officer, case) = in_review().await;
    let department = world.department_officer().await;
    let early = refused(&world, &officer, case, &Command::Approve).await;
    assert!(
        matches!(early, ActError::Refused(Refusal::AwaitsDepartment)),
        "{early}"
    );
    let passed = world.act(&department, case, &Command::Approve).await;
    let twice = refused(&world, &department, passed, &Command::Approve).await;
    assert!(matches!(twice, ActError::Moved), "{twice}");
    let signed = world.act(&officer, passed, &Command::Approve).await;
    let again = refused(&world, &officer, signed, &Command::Approve).await;
    assert!(matches!(again, ActError::Moved), "{again}");
}

#[tokio::test]
async fn where_the_school_reviews_alone_a_department_is_refused() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let invited = world.invite(&company, &student).await;
    let accepted = world.accept(&student.account, invited).await;
    let department = world.department_officer().await;
    let answer = refused(&world, &department, accepted, &Command::Approve).await;
    assert!(
        matches!(answer, ActError::Refused(Refusal::SchoolReviewsAlone)),
        "{answer}"
    );
    let answer = refused(&world, &student.account, accepted, &Command::Approve).await;
    assert!(
        matches!(answer, ActError::Refused(Refusal::NotAllowed)),
        "{answer}"
    );
}

#[tokio::test]
async fn nobody_begins_a_case_in_anothers_name() {
    let world = World::new().await;
    let (student, other) = (world.student().await, world.student().await);
    let (company, rival) = (world.company().await, world.company().await);
    let signed = world.sign(&company, &student, &world.officer().await).await;
    let conn = &mut *world.conn().await;
    let before = written(conn).await;
    let paper = NewCase {
        kind: Kind::Paper,
        student: other.id,
        company: None,
        initiator: Initiator::Student,
        agreement: None,
        due_at: None,
        supplementary: false,
    };
    let termination = NewCase {
        kind: Kind::Termination,
        agreement: Some(signed.case),
        ..paper.clone()
    };
    let by_rival = NewCase {
        student: student.id,
        company: Some(rival.id),
        initiator: Initiator::Company,
        ..termination.clone()
    };
    for (by, new, command) in [
        (&student.account, paper, Command::Submit),
        (&other.account, termination, Command::Ask),
        (&rival.account, by_rival, Command::Ask),
    ] {
        let begun = begin(conn, By::Account(by), new, &command, async |_, _| Ok(())).await;
        assert!(matches!(begun, Err(ActError::NotFound)), "{begun:?}");
    }
    assert_eq!(written(conn).await, before);
}
