//! The invariants: sound on the demonstration, and each seen when it is broken.

use diesel_async::SimpleAsyncConnection;
use wq_core::{db::Conn, invariants};

use crate::database::{connect, loaded};

/// How often each invariant is broken.
async fn violations(conn: &mut Conn, name: &str) -> i64 {
    let findings = invariants::check(conn).await.expect("an answer");
    let finding = findings.iter().find(|finding| finding.invariant.name == name);
    finding.expect("an invariant of that name").violations
}

/// Breaks a loaded database, all guards down, and counts what is seen of an invariant.
async fn seen(name: &str, damage: &str) -> i64 {
    let url = loaded().await;
    let mut conn = connect(&url).await;
    assert_eq!(violations(&mut conn, name).await, 0, "before the damage");
    let unguarded = ["cases", "case_events", "audit_entries"]
        .map(|table| format!("ALTER TABLE {table} DISABLE TRIGGER USER;"))
        .concat();
    conn.batch_execute(&format!("{unguarded} {damage}"))
        .await
        .expect("the damage is done");
    violations(&mut conn, name).await
}

#[tokio::test]
async fn the_demonstration_breaks_none() {
    let url = loaded().await;
    for finding in invariants::check(&mut connect(&url).await)
        .await
        .expect("an answer")
    {
        assert_eq!(
            finding.violations, 0,
            "{}: {}",
            finding.invariant.name, finding.invariant.meaning
        );
    }
}

#[tokio::test]
async fn a_second_place_of_a_student_is_seen() {
    let damage = "DROP INDEX cases_one_place;
        UPDATE cases SET state = 'registered' WHERE id IN (SELECT id FROM cases WHERE kind = 'destination' AND state = 'given_up'
            AND student_id IN (SELECT student_id FROM cases WHERE occupies) LIMIT 1);";
    assert_eq!(seen("I1", damage).await, 1);
}

#[tokio::test]
async fn a_verdict_at_a_step_of_another_is_seen() {
    let damage = "UPDATE case_events SET actor = 'school_officer' WHERE id = (
            SELECT min(id) FROM case_events WHERE command = 'approve' AND actor = 'department_officer');";
    assert_eq!(seen("I2", damage).await, 1);
}

#[tokio::test]
async fn a_case_that_came_past_the_department_is_seen() {
    let damage = "UPDATE case_events SET command = 'submit' WHERE id = (
            SELECT max(e.id) FROM case_events e JOIN cases c ON c.id = e.case_id
            WHERE c.school_id = 1 AND c.kind = 'paper' AND c.state = 'school_review' AND e.command = 'approve');";
    assert_eq!(seen("I2", damage).await, 1);
}

#[tokio::test]
async fn a_lost_push_is_seen() {
    let damage = "DELETE FROM jobs WHERE id = (SELECT min(id) FROM jobs WHERE kind = 'push_destination');";
    assert_eq!(seen("I3", damage).await, 1);
    let damage = "DELETE FROM destination_sync WHERE student_id = (
            SELECT min(student_id) FROM cases WHERE occupies AND state = 'signed');";
    assert_eq!(seen("I3", damage).await, 1);
}

#[tokio::test]
async fn an_officer_of_another_department_is_seen() {
    let damage = "UPDATE case_events SET account_id = (SELECT id FROM accounts WHERE login = 'dept-law')
        WHERE id = (SELECT min(e.id) FROM case_events e JOIN cases c ON c.id = e.case_id
            WHERE e.actor = 'department_officer' AND c.department = '计算机科学与技术学院');";
    assert_eq!(seen("I4", damage).await, 1);
}

#[tokio::test]
async fn an_officer_of_the_other_level_is_seen() {
    let damage = "UPDATE case_events SET account_id = (SELECT id FROM accounts WHERE login = 'school-pg')
        WHERE id = (SELECT min(e.id) FROM case_events e JOIN cases c ON c.id = e.case_id
            WHERE e.actor = 'school_officer' AND c.school_id = 1 AND c.level = 'undergraduate');";
    assert_eq!(seen("I4", damage).await, 1);
}

#[tokio::test]
async fn a_state_that_no_event_explains_is_seen() {
    let moved = "UPDATE cases SET state = 'signed' WHERE id = (SELECT min(id) FROM cases WHERE kind = 'paper' AND state = 'voided');";
    assert_eq!(seen("I5", moved).await, 1);
    let unaudited =
        "DELETE FROM audit_entries WHERE id = (SELECT min(id) FROM audit_entries WHERE subject = 'case');";
    assert_eq!(seen("I5", unaudited).await, 1);
    let gap = "UPDATE case_events SET version = 99 WHERE id = (SELECT max(e.id) FROM case_events e);";
    assert_eq!(seen("I5", gap).await, 1);
}

#[tokio::test]
async fn an_act_on_a_dormant_student_is_seen() {
    let damage = "UPDATE students SET dormant_since = created_at WHERE id = (
            SELECT student_id FROM cases c JOIN case_events e ON e.case_id = c.id ORDER BY e.id LIMIT 1);";
    assert!(seen("I6", damage).await > 0);
}

#[tokio::test]
async fn a_lost_message_is_seen() {
    let lost = "UPDATE messages SET state = 'owed' WHERE id = (SELECT min(id) FROM messages);";
    assert_eq!(seen("I7", lost).await, 1);
    let untold =
        "DELETE FROM messages WHERE event_id = (SELECT min(id) FROM case_events WHERE command = 'return');";
    assert_eq!(seen("I7", untold).await, 1);
}

#[tokio::test]
async fn a_count_and_a_mark_that_are_wrong_are_seen() {
    let counted =
        "UPDATE student_counts SET number = number + 1 WHERE ctid = (SELECT min(ctid) FROM student_counts);";
    assert_eq!(seen("kept", counted).await, 1);
    let marked = "UPDATE cases SET followed = NOT followed WHERE id = (
            SELECT min(id) FROM cases WHERE kind = 'destination' AND state = 'given_up');";
    assert_eq!(seen("kept", marked).await, 1);
}
