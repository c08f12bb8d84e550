//! State, event, audit entry, messages and jobs are written together or not at all.

use diesel::{prelude::*, sql_query};
use diesel_async::{AsyncConnection, RunQueryDsl, SimpleAsyncConnection};
use wq_core::agreement::{InviteError, invite};
use wq_core::case::{ActError, Acted, By, Command, Initiator, Kind, NewCase, act, begin};
use wq_core::db::Conn;
use wq_core::db::schema::{audit_entries, case_events, destination_sync, jobs, messages};
use wq_tests::{Student, World};

use super::written;

/// A table that refuses every row from now on: at the statement, or not before the commit.
async fn fail(owner: &mut Conn, table: &str, at_commit: bool) {
    let trigger = if at_commit {
        format!(
            "CREATE CONSTRAINT TRIGGER fail AFTER INSERT OR UPDATE ON {table} DEFERRABLE INITIALLY DEFERRED"
        )
    } else {
        format!("CREATE TRIGGER fail BEFORE INSERT OR UPDATE ON {table}")
    };
    owner
        .batch_execute(&format!(
            "CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$;
             {trigger} FOR EACH ROW EXECUTE FUNCTION fail()"
        ))
        .await
        .expect("a trigger");
}

async fn mend(owner: &mut Conn, table: &str) {
    owner
        .batch_execute(&format!("DROP TRIGGER fail ON {table}"))
        .await
        .expect("the trigger");
}

fn paper(student: &Student) -> NewCase {
    NewCase {
        kind: Kind::Paper,
        student: student.id,
        company: None,
        initiator: Initiator::Student,
        agreement: None,
        due_at: None,
        supplementary: false,
    }
}

/// A student submits a paper agreement whose details cannot be written.
async fn begun_in_vain(conn: &mut Conn, student: &Student) -> Result<Acted, ActError> {
    let by = By::Account(&student.account);
    let no_room = async |conn: &mut Conn, _| sql_query("SELECT 1 / 0").execute(conn).await.map(drop);
    begin(conn, by, paper(student), &Command::Submit, no_room).await
}

#[tokio::test]
async fn a_case_whose_details_fail_does_not_begin() {
    let world = World::new().await;
    let student = world.student().await;
    let conn = &mut *world.conn().await;
    let before = written(conn).await;
    let begun = begun_in_vain(conn, &student).await;
    assert!(matches!(begun, Err(ActError::Database(_))), "{begun:?}");
    assert_eq!(written(conn).await, before);
}

#[tokio::test]
async fn a_beginning_that_fails_leaves_the_rest_of_its_callers_transaction() {
    let world = World::new().await;
    let student = world.student().await;
    let conn = &mut *world.conn().await;
    let begun = conn.transaction(async |conn| {
        begun_in_vain(conn, &student).await.expect_err("in vain");
        let by = By::Account(&student.account);
        begin(conn, by, paper(&student), &Command::Submit, async |_, _| Ok(())).await
    });
    assert_eq!(begun.await.expect("the second").version, 1);
}

#[tokio::test]
async fn an_approval_that_fails_anywhere_leaves_nothing() {
    let world = World::new().await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let invited = world.invite(&company, &student).await;
    let accepted = world.accept(&student.account, invited).await;
    let mut owner = Conn::establish(&world.url).await.expect("the owner");
    let mut conn = world.conn().await;
    let before = written(&mut owner).await;
    for table in [
        "cases",
        "case_events",
        "audit_entries",
        "messages",
        "jobs",
        "agreements",
        "destination_sync",
    ] {
        for at_commit in [false, true] {
            fail(&mut owner, table, at_commit).await;
            let failed = act(
                &mut conn,
                By::Account(&officer),
                accepted.case,
                accepted.version,
                &Command::Approve,
            )
            .await;
            assert!(
                matches!(failed, Err(ActError::Database(_))),
                "{table}: {failed:?}"
            );
            assert_eq!(
                written(&mut owner).await,
                before,
                "{table}, at commit: {at_commit}"
            );
            mend(&mut owner, table).await;
        }
    }
    drop(conn);
    let signed = world.act(&officer, accepted, &Command::Approve).await;
    assert_eq!((signed.state.as_str(), signed.version), ("signed", 3));
}

#[tokio::test]
async fn an_invitation_that_fails_anywhere_leaves_nothing() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let mut owner = Conn::establish(&world.url).await.expect("the owner");
    let mut conn = world.conn().await;
    let before = written(&mut owner).await;
    for table in [
        "cases",
        "agreements",
        "case_events",
        "audit_entries",
        "school_settings",
        "messages",
        "jobs",
    ] {
        fail(&mut owner, table, false).await;
        let invitation = world.invitation(&company, &student).await;
        let failed = invite(&mut conn, &company.account, invitation).await;
        assert!(
            matches!(failed, Err(InviteError::Act(ActError::Database(_)))),
            "{table}: {failed:?}"
        );
        assert_eq!(written(&mut owner).await, before, "{table}");
        mend(&mut owner, table).await;
    }
    world.invite(&company, &student).await;
}

#[tokio::test]
async fn an_approval_writes_event_audit_entry_messages_and_jobs() {
    let world = World::new().await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let signed = world.sign(&company, &student, &officer).await;
    let conn = &mut *world.conn().await;
    let event: (i64, i32, Option<i64>, String) = case_events::table
        .filter(case_events::command.eq("approve"))
        .select((
            case_events::id,
            case_events::version,
            case_events::account_id,
            case_events::to_state,
        ))
        .get_result(conn)
        .await
        .expect("one event");
    let Acted { case, version, .. } = signed;
    assert_eq!(
        (event.1, event.2, event.3.as_str()),
        (version, Some(officer.id.0), "signed")
    );
    let audited: (Option<i64>, Option<i64>, Option<i64>) = audit_entries::table
        .filter(audit_entries::act.eq("case.approve"))
        .select((
            audit_entries::account_id,
            audit_entries::school_id,
            audit_entries::subject_id,
        ))
        .get_result(conn)
        .await
        .expect("one entry");
    assert_eq!(audited, (Some(officer.id.0), Some(world.school.0), Some(case.0)));
    let told: Vec<(String, Option<i64>, Option<i64>)> = messages::table
        .filter(messages::event_id.eq(event.0))
        .order(messages::id)
        .select((messages::channel, messages::student_id, messages::company_id))
        .load(conn)
        .await
        .expect("messages");
    assert_eq!(
        told,
        [
            ("wechat".to_owned(), Some(student.id.0), None),
            ("mail".to_owned(), None, Some(company.id.0)),
        ]
    );
    let pushes: i64 = jobs::table
        .filter(jobs::kind.eq("push_destination"))
        .count()
        .get_result(conn)
        .await
        .expect("a count");
    let destination: i64 = destination_sync::table
        .find(student.id.0)
        .select(destination_sync::version)
        .first(conn)
        .await
        .expect("a version");
    assert_eq!((pushes, destination), (1, 1));
}
