//! What the demonstration shows: every state of every kind, every type of destination, every way of ending.

use wq_core::case::State;

use crate::database::{connect, count, loaded};

#[tokio::test]
async fn every_state_of_every_kind_occurs_at_the_demonstration_school() {
    let url = loaded().await;
    let mut conn = connect(&url).await;
    for state in State::all() {
        let (kind, state) = (state.kind().as_str(), state.as_str());
        let here =
            format!("cases WHERE cohort = 2027 AND school_id = 1 AND kind = '{kind}' AND state = '{state}'");
        assert!(count(&mut conn, &here).await > 0, "no {kind} is {state}");
    }
}

#[tokio::test]
async fn every_type_of_destination_and_every_way_of_termination_occurs() {
    let url = loaded().await;
    let mut conn = connect(&url).await;
    assert_eq!(
        count(&mut conn, "(SELECT DISTINCT type FROM destinations) t").await,
        21
    );
    assert_eq!(
        count(&mut conn, "(SELECT DISTINCT means FROM terminations) t").await,
        3
    );
    for command in [
        "return",
        "reject",
        "edit_in_review",
        "edit_after_approval",
        "force",
        "approve_one_sided",
    ] {
        let events = format!("case_events WHERE command = '{command}'");
        assert!(count(&mut conn, &events).await > 0, "{command}");
    }
}

#[tokio::test]
async fn a_school_that_reviews_alone_never_waits_for_a_department() {
    let url = loaded().await;
    let mut conn = connect(&url).await;
    let of_school_b = "case_events e JOIN cases c ON c.id = e.case_id WHERE c.school_id = 2";
    assert!(count(&mut conn, of_school_b).await > 100);
    let by_a_department =
        format!("{of_school_b} AND (e.to_state LIKE '%department_review' OR e.actor = 'department_officer')");
    assert_eq!(count(&mut conn, &by_a_department).await, 0);
}

#[tokio::test]
async fn earlier_cohorts_have_nothing_open() {
    let url = loaded().await;
    let mut conn = connect(&url).await;
    assert!(count(&mut conn, "cases WHERE cohort < 2027").await > 50);
    assert_eq!(count(&mut conn, "cases WHERE cohort < 2027 AND open").await, 0);
}

#[tokio::test]
async fn every_move_in_the_history_is_one_that_the_database_allows() {
    let url = loaded().await;
    let mut conn = connect(&url).await;
    let unlawful = "case_events e JOIN cases c ON c.id = e.case_id
        WHERE e.from_state <> e.to_state AND NOT EXISTS (SELECT FROM case_moves m
            WHERE (m.kind, m.from_state, m.to_state) = (c.kind, e.from_state, e.to_state))";
    assert_eq!(count(&mut conn, unlawful).await, 0);
}

#[tokio::test]
async fn r_11_what_was_given_up_knows_whether_anything_followed() {
    let url = loaded().await;
    let mut conn = connect(&url).await;
    let given_up = "cases WHERE kind = 'destination' AND state = 'given_up'";
    for followed in ["followed", "NOT followed"] {
        assert!(
            count(&mut conn, &format!("{given_up} AND {followed}")).await > 0,
            "{followed}"
        );
    }
    let wrong = format!("{given_up} AND followed <> handed_in_since(cases)");
    assert_eq!(count(&mut conn, &wrong).await, 0);
}

#[tokio::test]
async fn the_guards_are_on_again_after_loading() {
    let url = loaded().await;
    let mut conn = connect(&url).await;
    assert_eq!(
        count(
            &mut conn,
            "pg_trigger WHERE tgrelid = 'cases'::regclass AND NOT tgisinternal AND tgenabled <> 'O'"
        )
        .await,
        0
    );
}

#[tokio::test]
async fn nothing_happened_in_the_future_or_before_the_roster_was_there() {
    let url = loaded().await;
    let mut conn = connect(&url).await;
    let too_early = "case_events e JOIN cases c ON c.id = e.case_id JOIN students s ON s.id = c.student_id WHERE e.at <= s.created_at";
    assert_eq!(count(&mut conn, too_early).await, 0);
    let too_late = format!(
        "case_events WHERE at > to_timestamp({})",
        crate::database::now().timestamp()
    );
    assert_eq!(count(&mut conn, &too_late).await, 0);
    let expired = format!(
        "cases WHERE state = 'invited' AND due_at < to_timestamp({})",
        crate::database::now().timestamp()
    );
    assert_eq!(count(&mut conn, &expired).await, 0);
}

#[tokio::test]
async fn terminations_and_stamped_copies_that_nobody_answered_in_time_occur() {
    let url = loaded().await;
    let mut conn = connect(&url).await;
    for state in ["asked_by_student", "asked_by_company", "awaiting_stamped_copy"] {
        let overdue = format!(
            "cases WHERE cohort = 2027 AND school_id = 1 AND NOT dormant AND state = '{state}' AND due_at < to_timestamp({})",
            crate::database::now().timestamp()
        );
        assert!(count(&mut conn, &overdue).await > 0, "no {state} is overdue");
    }
}
