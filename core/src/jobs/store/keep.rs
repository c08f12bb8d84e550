//! Keeping leases, and taking back those that lapsed.

use std::time::Duration;

use diesel::{
    sql_query,
    sql_types::{Array, BigInt, Double, Integer, Text},
};
use diesel_async::RunQueryDsl;

use super::{Store, StoreError};
use crate::jobs::JobId;

/// One run of a job: what a lease is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    /// The job.
    pub id: JobId,
    /// Which of its runs, from 1; grows with every start, also those that gave their attempt back.
    pub run: i32,
}

impl Store {
    /// Moves on the leases of the runs that `worker` holds in memory.
    ///
    /// By run and not by the worker's name: a job that was taken by a statement whose answer got lost must lapse. Skips
    /// rows that are being finished at this moment.
    pub async fn prolong(&self, worker: &str, held: &[Run], lease: Duration) -> Result<(), StoreError> {
        let (ids, runs): (Vec<JobId>, Vec<i32>) = held.iter().map(|held| (held.id, held.run)).unzip();
        let mut conn = self.connection().await?;
        sql_query(include_str!("prolong.sql"))
            .bind::<Text, _>(worker)
            .bind::<Double, _>(lease.as_secs_f64())
            .bind::<Array<BigInt>, _>(ids)
            .bind::<Array<Integer>, _>(runs)
            .execute(&mut conn)
            .await?;
        Ok(())
    }

    /// Ends the runs of any worker whose lease has lapsed: the job is ready again, or dead if that was its last attempt.
    /// Answers how many there were.
    pub async fn take_back_lapsed(&self) -> Result<usize, StoreError> {
        let mut conn = self.connection().await?;
        Ok(sql_query(include_str!("take_back_lapsed.sql"))
            .execute(&mut conn)
            .await?)
    }
}
