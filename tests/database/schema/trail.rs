//! The trail is written once: not even the owner of the tables changes it.

use wq_core::db::{Pool, connect};

use super::students::roster;
use super::*;

/// The tables of the trail, each with a column that someone might like to change.
const TRAIL: [(&str, &str); 2] = [("case_events", "command"), ("audit_entries", "act")];

/// A pool of the application, and the owner beside it, on a database with a case, its event and an audit entry.
async fn written() -> (Pool, Conn) {
    let url = migrated_url().await;
    let mut owner = Conn::establish(&url).await.expect("a connection");
    roster(&mut owner).await;
    let app = connect(&url, 1).await.expect("a pool");
    app.get()
        .await
        .expect("a connection")
        .batch_execute(
            "INSERT INTO cases (id, kind, state, school_id, cohort, student_id, department, level, initiator)
                VALUES (1, 'paper', 'draft', 1, 2027, 1, '计算机学院', 'undergraduate', 'student');
             INSERT INTO case_events (case_id, version, actor, command, from_state, to_state)
                VALUES (1, 1, 'system', 'submit', 'draft', 'draft');
             INSERT INTO audit_entries (act, subject, subject_id) VALUES ('case.submit', 'case', 1);
             SELECT * FROM case_events; SELECT * FROM audit_entries",
        )
        .await
        .expect("the application inserts and reads");
    (app, owner)
}

#[tokio::test]
async fn the_application_neither_changes_nor_deletes_what_was_written() {
    let (app, _) = written().await;
    let mut app = app.get().await.expect("a connection");
    for (table, column) in TRAIL {
        for statement in [
            format!("UPDATE {table} SET {column} = 'approve'"),
            format!("DELETE FROM {table}"),
            format!("TRUNCATE {table} CASCADE"),
        ] {
            let refused = refused_by(app.batch_execute(&statement).await);
            assert_eq!(
                refused,
                format!("permission denied for table {table}"),
                "{statement}"
            );
        }
    }
}

#[tokio::test]
async fn the_owner_neither_changes_nor_deletes_what_was_written() {
    let (_, mut owner) = written().await;
    for (table, column) in TRAIL {
        for statement in [
            format!("UPDATE {table} SET {column} = 'approve'"),
            format!("DELETE FROM {table}"),
            format!("TRUNCATE {table} CASCADE"),
        ] {
            let refused = refused_by(owner.batch_execute(&statement).await);
            assert_eq!(refused, format!("{table} is append-only"), "{statement}");
        }
    }
}

#[tokio::test]
async fn the_application_deletes_no_case_no_student_and_no_message() {
    let (app, _) = written().await;
    let mut app = app.get().await.expect("a connection");
    for table in [
        "cases",
        "agreements",
        "destinations",
        "terminations",
        "messages",
        "students",
        "handlers",
    ] {
        let refused = refused_by(app.batch_execute(&format!("DELETE FROM {table}")).await);
        assert_eq!(refused, format!("permission denied for table {table}"));
    }
}

#[tokio::test]
async fn the_application_allows_itself_no_new_move() {
    let (app, _) = written().await;
    let mut app = app.get().await.expect("a connection");
    let moved = "INSERT INTO case_moves VALUES ('paper', 'draft', 'signed')";
    let refused = refused_by(app.batch_execute(moved).await);
    assert_eq!(refused, "permission denied for table case_moves");
}

#[tokio::test]
async fn a_step_is_taken_once_and_by_an_account_unless_by_the_platform() {
    let (app, _) = written().await;
    let mut app = app.get().await.expect("a connection");
    let again = "INSERT INTO case_events (case_id, version, actor, command, from_state, to_state)
        VALUES (1, 1, 'system', 'submit', 'draft', 'draft')";
    assert_eq!(
        refused_by(app.batch_execute(again).await),
        "case_events_case_id_version_key"
    );
    let nobody = "INSERT INTO case_events (case_id, version, actor, command, from_state, to_state)
        VALUES (1, 2, 'school_officer', 'approve', 'draft', 'draft')";
    assert_eq!(refused_by(app.batch_execute(nobody).await), "case_events_check");
}
