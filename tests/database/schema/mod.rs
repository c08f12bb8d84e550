//! What the schema refuses, whatever the code says.

mod accounts;
mod codes;
mod counts;
mod destinations;
mod migrations;
mod moves;
mod places;
mod role;
mod states;
mod students;
mod trail;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error;
use diesel_async::{AsyncConnection, SimpleAsyncConnection};
use wq_core::case::Kind;
use wq_core::db::{Conn, migrate, schema::cases};
use wq_sandbox::postgres::PostgresError;
use wq_sandbox::postgres::throwaway::Throwaway;

/// The address of a migrated database without a row but the code tables'.
async fn migrated_url() -> String {
    let server = Throwaway::shared().expect("a server");
    let prepare = async |url: String| {
        migrate(&url).await.expect("migrations");
        Ok::<(), PostgresError>(())
    };
    let template = server.template("migrated", prepare).await.expect("a template");
    server.database(Some(template)).await.expect("a database")
}

/// A connection to such a database as its owner.
async fn migrated() -> Conn {
    let url = migrated_url().await;
    Conn::establish(&url).await.expect("a connection")
}

/// The same with triggers and foreign keys silenced: only columns, checks and unique indexes answer.
async fn unguarded() -> Conn {
    let mut conn = migrated().await;
    guards(&mut conn, false).await;
    conn
}

/// Silences triggers and foreign keys, or lets them speak again.
async fn guards(conn: &mut Conn, on: bool) {
    let role = if on { "origin" } else { "replica" };
    let set = format!("SET session_replication_role = {role}");
    conn.batch_execute(&set).await.expect("the owner may");
}

/// A row of the spine, written past the act path.
#[derive(Insertable)]
#[diesel(table_name = cases)]
struct Case<'a> {
    kind: Kind,
    state: &'a str,
    school_id: i64,
    cohort: i32,
    student_id: i64,
    department: &'a str,
    level: &'a str,
    initiator: &'a str,
    agreement_id: Option<i64>,
    ends: Option<&'a str>,
    due_at: DateTime<Utc>,
}

impl<'a> Case<'a> {
    fn of(student_id: i64, kind: Kind, state: &'a str) -> Self {
        Self {
            kind,
            state,
            school_id: 1,
            cohort: 2027,
            student_id,
            department: "计算机学院",
            level: "undergraduate",
            initiator: "student",
            agreement_id: (kind == Kind::Termination).then_some(student_id),
            ends: (kind == Kind::Termination).then_some(Kind::Paper.as_str()),
            due_at: Utc::now(),
        }
    }
}

/// What refused a statement: the name of a constraint, or the words of a guard.
fn refused_by<T: std::fmt::Debug>(answer: QueryResult<T>) -> String {
    match answer {
        Err(Error::DatabaseError(_, about)) => about
            .constraint_name()
            .unwrap_or_else(|| about.message())
            .to_owned(),
        other => panic!("not refused by the database: {other:?}"),
    }
}
