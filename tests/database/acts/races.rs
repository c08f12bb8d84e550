//! Two at the same instant: exactly one of them does it.

use std::sync::Arc;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use tokio::sync::Barrier;
use wq_core::access::Account;
use wq_core::agreement::{InviteError, invite};
use wq_core::case::{ActError, Acted, By, Command, Refusal, act};
use wq_core::db::schema::{case_events, jobs, messages};
use wq_tests::{World, accept};

const ROUNDS: usize = 25;

#[derive(Clone)]
enum Does {
    Accepts,
    Gives(Command),
}

/// Two acts, each on a connection and a thread of its own, sent when both are ready.
async fn at_once(world: &World, acts: [(&Account, Acted, Does); 2]) -> [Result<Acted, ActError>; 2] {
    let barrier = Arc::new(Barrier::new(2));
    let tasks = acts.map(|(by, on, does)| {
        let (pool, barrier) = (world.pool.clone(), barrier.clone());
        let by = by.clone();
        tokio::spawn(async move {
            let mut conn = pool.get().await.expect("a connection");
            barrier.wait().await;
            match does {
                Does::Accepts => accept(&mut conn, &by, on.case, on.version).await,
                Does::Gives(command) => act(&mut conn, By::Account(&by), on.case, on.version, &command).await,
            }
        })
    });
    let [one, other] = tasks;
    [one.await.expect("the one"), other.await.expect("the other")]
}

fn winners(outcomes: &[Result<Acted, ActError>]) -> usize {
    outcomes.iter().filter(|outcome| outcome.is_ok()).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_approvals_at_once_one_is_told_that_the_case_moved_on() {
    let world = World::new().await;
    let company = world.company().await;
    let (one, other) = (world.officer().await, world.officer().await);
    for round in 0..ROUNDS {
        let student = world.student().await;
        let invited = world.invite(&company, &student).await;
        let accepted = world.accept(&student.account, invited).await;
        let approval = || Does::Gives(Command::Approve);
        let outcomes = at_once(
            &world,
            [(&one, accepted, approval()), (&other, accepted, approval())],
        )
        .await;
        assert_eq!(winners(&outcomes), 1, "round {round}: {outcomes:?}");
        assert!(
            outcomes
                .iter()
                .any(|outcome| matches!(outcome, Err(ActError::Moved))),
            "round {round}: {outcomes:?}"
        );
        let conn = &mut *world.conn().await;
        let events: Vec<i64> = case_events::table
            .filter(
                case_events::case_id
                    .eq(accepted.case)
                    .and(case_events::command.eq("approve")),
            )
            .select(case_events::id)
            .load(conn)
            .await
            .expect("the events");
        assert_eq!(events.len(), 1, "round {round}");
        let told: i64 = messages::table
            .filter(
                messages::event_id
                    .eq(events[0])
                    .and(messages::student_id.eq(student.id)),
            )
            .count()
            .get_result(conn)
            .await
            .expect("the messages");
        let pushes: Vec<i32> = jobs::table
            .filter(jobs::unique_key.eq(format!("push_destination:{}", student.id)))
            .select(jobs::requests)
            .load(conn)
            .await
            .expect("the jobs");
        assert_eq!((told, pushes), (1, vec![1]), "round {round}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r_5_1_of_two_invitations_accepted_at_once_the_second_finds_the_place_taken() {
    let world = World::new().await;
    let (one, other) = (world.company().await, world.company().await);
    for round in 0..ROUNDS {
        let student = world.student().await;
        let first = world.invite(&one, &student).await;
        let second = world.invite(&other, &student).await;
        let by = &student.account;
        let outcomes = at_once(&world, [(by, first, Does::Accepts), (by, second, Does::Accepts)]).await;
        assert_eq!(winners(&outcomes), 1, "round {round}: {outcomes:?}");
        let is_place_taken =
            |outcome: &Result<_, _>| matches!(outcome, Err(ActError::Refused(Refusal::PlaceTaken)));
        assert!(outcomes.iter().any(is_place_taken), "round {round}: {outcomes:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_invitation_taken_back_while_it_is_accepted_is_one_or_the_other() {
    let world = World::new().await;
    let company = world.company().await;
    for round in 0..ROUNDS {
        let student = world.student().await;
        let invited = world.invite(&company, &student).await;
        let acts = [
            (&student.account, invited, Does::Accepts),
            (&company.account, invited, Does::Gives(Command::Withdraw)),
        ];
        let outcomes = at_once(&world, acts).await;
        assert_eq!(winners(&outcomes), 1, "round {round}: {outcomes:?}");
        assert!(
            outcomes
                .iter()
                .any(|outcome| matches!(outcome, Err(ActError::Moved))),
            "round {round}: {outcomes:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_invitations_of_one_company_at_once_the_second_finds_the_first() {
    let world = World::new().await;
    let company = world.company().await;
    for round in 0..ROUNDS {
        let student = world.student().await;
        let invitation = world.invitation(&company, &student).await;
        let barrier = Arc::new(Barrier::new(2));
        let tasks = [(), ()].map(|()| {
            let (pool, barrier) = (world.pool.clone(), barrier.clone());
            let (by, invitation) = (company.account.clone(), invitation.clone());
            tokio::spawn(async move {
                let mut conn = pool.get().await.expect("a connection");
                barrier.wait().await;
                invite(&mut conn, &by, invitation).await
            })
        });
        let [one, other] = tasks;
        let outcomes = [one.await.expect("the one"), other.await.expect("the other")];
        let sent = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        let is_second = |outcome: &Result<_, _>| matches!(outcome, Err(InviteError::InvitedAlready { .. }));
        assert_eq!(sent, 1, "round {round}: {outcomes:?}");
        assert!(outcomes.iter().any(is_second), "round {round}: {outcomes:?}");
    }
}
