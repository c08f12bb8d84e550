//! Whose turn it is. An act relies on the settings that it read until it commits, and a change of settings relies on what
//! acts have done so far: acts of a school and cohort go beside each other, a change goes alone.
//!
//! The locks are advisory, so that an act writes nothing into a row that every other act of the school would share.

use diesel::{
    sql_query,
    sql_types::{BigInt, Integer, Text},
};
use diesel_async::RunQueryDsl;

use crate::{
    db::{
        Conn,
        written::{Written, written},
    },
    ids::SchoolId,
};

/// Keeps the settings of a student's school and cohort as they are until the transaction ends. To be selected with the
/// student's row, in a statement before the one that reads the settings: that one then sees every change that committed.
pub(crate) const fn stay_as_they_are() -> Written<Text> {
    written("pg_advisory_xact_lock_shared(hashint8(students.school_id), students.cohort)::text")
}

/// Waits for the acts of a school and cohort that are under way, and lets none begin until the transaction ends.
pub(super) async fn alone_in_school(
    conn: &mut Conn,
    school: SchoolId,
    cohort: i32,
) -> diesel::QueryResult<()> {
    sql_query("SELECT pg_advisory_xact_lock(hashint8($1), $2)")
        .bind::<BigInt, _>(school.0)
        .bind::<Integer, _>(cohort)
        .execute(conn)
        .await
        .map(drop)
}

/// The same for every school of a province, always in the same order, so that no two wait for each other.
pub(super) async fn alone_in_province(
    conn: &mut Conn,
    province: &str,
    cohort: i32,
) -> diesel::QueryResult<()> {
    sql_query(
        "SELECT pg_advisory_xact_lock(hashint8(id), $2)
         FROM (SELECT id FROM schools WHERE province = $1 ORDER BY hashint8(id)) AS of_province",
    )
    .bind::<Text, _>(province)
    .bind::<Integer, _>(cohort)
    .execute(conn)
    .await
    .map(drop)
}
