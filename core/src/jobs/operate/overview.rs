//! How the queues stand.

use chrono::{DateTime, Utc};
use diesel::{
    QueryResult, QueryableByName, sql_query,
    sql_types::{Array, BigInt, Nullable, Text, Timestamptz},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use crate::jobs::Queue;

/// How one queue stands.
#[derive(Clone, Debug, QueryableByName)]
pub struct QueueOverview {
    /// The queue.
    #[diesel(sql_type = Text)]
    pub queue: Queue,
    /// Jobs that could start now, were a place free.
    #[diesel(sql_type = BigInt)]
    pub due: i64,
    /// Jobs that wait for their time: put off, between attempts, or enqueued for later.
    #[diesel(sql_type = BigInt)]
    pub later: i64,
    /// Jobs that run at this moment.
    #[diesel(sql_type = BigInt)]
    pub running: i64,
    /// Jobs that wait for an operator.
    #[diesel(sql_type = BigInt)]
    pub dead: i64,
    /// Jobs that an operator called off.
    #[diesel(sql_type = BigInt)]
    pub cancelled: i64,
    /// Jobs done within the last hour. All that were ever done are not counted: it would read the whole table.
    #[diesel(sql_type = BigInt)]
    pub done_last_hour: i64,
    /// Since when the job has been due that has waited longest. `None`: nothing is due.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub oldest_due: Option<DateTime<Utc>>,
}

/// How every queue stands, in [`Queue::ALL`]'s order. Reads `jobs_ready`, `jobs_by_state` and `jobs_done`.
pub async fn overview(conn: &mut AsyncPgConnection) -> QueryResult<Vec<QueueOverview>> {
    sql_query(include_str!("overview.sql"))
        .bind::<Array<Text>, _>(Queue::ALL)
        .load(conn)
        .await
}
