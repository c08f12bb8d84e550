//! Inviting (6.1): whom a company can invite, and what it learns of those whom it cannot.

use wq_core::agreement::{Invitation, InviteError, invite};
use wq_core::case::{ActError, Acted, Command, Refusal};
use wq_core::codes::IdNumber;
use wq_tests::{Company, Student, World, objection};

use super::written;

async fn send(world: &World, by: &Company, invitation: Invitation) -> Result<Acted, InviteError> {
    let conn = &mut *world.conn().await;
    let before = written(conn).await;
    let sent = invite(conn, &by.account, invitation).await;
    if sent.is_err() {
        assert_eq!(written(conn).await, before, "refused, and yet written");
    }
    sent
}

async fn parties() -> (World, Company, Student) {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    (world, company, student)
}

#[tokio::test]
async fn r_6_1_a_wrong_name_and_a_wrong_number_are_not_told_apart() {
    let (world, company, student) = parties().await;
    let other = world.student().await;
    let right = world.invitation(&company, &student).await;
    let nobody = IdNumber::complete("11010519491231002").expect("a number");
    let one_off: String = student.name.chars().skip(1).collect();
    let wrong = [
        Invitation {
            student_name: other.name.clone(),
            ..right.clone()
        },
        Invitation {
            student_name: one_off,
            ..right.clone()
        },
        Invitation {
            student_name: String::new(),
            ..right.clone()
        },
        Invitation {
            id_number: other.id_number.clone(),
            ..right.clone()
        },
        Invitation {
            id_number: nobody,
            ..right.clone()
        },
    ];
    for invitation in wrong {
        let sent = send(&world, &company, invitation).await;
        assert!(matches!(sent, Err(InviteError::NoMatch)), "{sent:?}");
    }
    send(&world, &company, right).await.expect("the right pair");
}

#[tokio::test]
async fn of_a_dormant_student_a_company_learns_nothing_and_of_an_earlier_cohort_that_it_is_earlier() {
    let (world, company, dormant) = parties().await;
    let graduated = world.student().await;
    world.sql("INSERT INTO cohorts (year) VALUES (2026)").await;
    world
        .sql(&format!(
            "UPDATE students SET dormant_since = now() WHERE id = {}",
            dormant.id
        ))
        .await;
    world
        .sql(&format!(
            "UPDATE students SET cohort = 2026 WHERE id = {}",
            graduated.id
        ))
        .await;
    let invitation = world.invitation(&company, &dormant).await;
    let sent = send(&world, &company, invitation).await;
    assert!(matches!(sent, Err(InviteError::NoMatch)), "{sent:?}");
    let invitation = world.invitation(&company, &graduated).await;
    let sent = send(&world, &company, invitation).await;
    let refused = |sent: &Result<_, _>| {
        matches!(
            sent,
            Err(InviteError::Act(ActError::Refused(Refusal::EarlierCohort)))
        )
    };
    assert!(refused(&sent), "{sent:?}");
}

#[tokio::test]
async fn r_4_2_no_one_of_the_training_modes_21_and_41_is_invited() {
    for (mode, may_sign) in [("21", false), ("41", false), ("22", true), ("42", true)] {
        let (world, company, student) = parties().await;
        world
            .sql(&format!(
                "UPDATE students SET training_mode = '{mode}' WHERE id = {}",
                student.id
            ))
            .await;
        let invitation = world.invitation(&company, &student).await;
        let sent = send(&world, &company, invitation).await;
        if may_sign {
            sent.expect("like everyone else");
        } else {
            assert!(
                matches!(
                    sent,
                    Err(InviteError::Act(ActError::Refused(
                        Refusal::AgreementsClosedToStudent
                    )))
                ),
                "{mode}: {sent:?}"
            );
        }
    }
}

#[tokio::test]
async fn r_3_2_nobody_is_invited_while_signing_is_switched_off() {
    let (world, company, student) = parties().await;
    world.sql("UPDATE school_settings SET signing_open = false").await;
    let invitation = world.invitation(&company, &student).await;
    let sent = send(&world, &company, invitation).await;
    assert!(
        matches!(
            sent,
            Err(InviteError::Act(ActError::Refused(Refusal::ModuleClosed(_))))
        ),
        "{sent:?}"
    );
}

#[tokio::test]
async fn a_company_invites_again_only_once_the_former_invitation_is_over() {
    let (world, company, student) = parties().await;
    let first = world.invite(&company, &student).await;
    let invitation = world.invitation(&company, &student).await;
    let second = send(&world, &company, invitation).await;
    assert!(
        matches!(second, Err(InviteError::InvitedAlready { .. })),
        "{second:?}"
    );
    let rival = world.company().await;
    world.invite(&rival, &student).await;
    world
        .act(&student.account, first, &Command::Decline(objection()))
        .await;
    world.invite(&company, &student).await;
}

#[tokio::test]
async fn only_companies_invite() {
    let (world, company, student) = parties().await;
    let invitation = world.invitation(&company, &student).await;
    let officer = world.officer().await;
    let conn = &mut *world.conn().await;
    for account in [&officer, &student.account] {
        let sent = invite(conn, account, invitation.clone()).await;
        assert!(
            matches!(sent, Err(InviteError::Act(ActError::NotFound))),
            "{sent:?}"
        );
    }
}
