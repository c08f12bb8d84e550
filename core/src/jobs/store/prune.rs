//! Pruning what is done and old.

use std::time::Duration;

use diesel::{
    sql_query,
    sql_types::{BigInt, Double},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

/// Rows of one statement: few enough that its locks and its log stay small.
const BATCH: i64 = 1000;

/// Deletes jobs done longer ago than `age`, with their attempts, and answers how many. Dead and cancelled jobs stay.
///
/// Not inside a transaction: every batch stands on its own.
pub async fn prune_done(conn: &mut AsyncPgConnection, age: Duration) -> diesel::QueryResult<usize> {
    let mut pruned = 0;
    loop {
        let batch = sql_query(include_str!("prune.sql"))
            .bind::<Double, _>(age.as_secs_f64())
            .bind::<BigInt, _>(BATCH)
            .execute(conn)
            .await?;
        pruned += batch;
        if batch == 0 {
            return Ok(pruned);
        }
    }
}
