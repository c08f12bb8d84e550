//! Jobs that operators are told of (14.6, 14.7).

use diesel::{
    ExpressionMethods, QueryDsl, QueryResult, Queryable, sql_query,
    sql_types::{Array, BigInt},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use crate::{
    db::{
        one_of::one_of,
        schema::jobs,
        written::{Written, written},
    },
    jobs::{JobId, JobState, Queue},
};

/// A job that is dead, or that an outside system has kept from its end for an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable)]
pub struct Trouble {
    /// The job.
    pub id: JobId,
    /// Its queue.
    pub queue: Queue,
    /// Is it dead?
    pub dead: bool,
}

/// Dead, and nobody was told; or due to an outside system, tried, not done for an hour, and nobody was told. A job of upkeep may wait
/// for days between two reminders: that is no trouble.
const UNTOLD: Written = written(
    "CASE state WHEN 'dead' THEN told IS DISTINCT FROM 'dead'
        ELSE told IS NULL AND queue IN ('push', 'lookup', 'notify') AND runs > 0 AND created_at < now() - interval '1 hour' END",
);

/// The jobs in trouble of which operators were not told. Reads jobs_by_state.
pub async fn untold(conn: &mut AsyncPgConnection) -> QueryResult<Vec<Trouble>> {
    let states = [JobState::Ready, JobState::Running, JobState::Dead].map(JobState::as_str);
    jobs::table
        .filter(one_of(jobs::state, states))
        .filter(UNTOLD)
        .order(jobs::id)
        .select((jobs::id, jobs::queue, jobs::state.eq(JobState::Dead)))
        .load(conn)
        .await
}

/// Keeps that the operators were told of them. One that dies after it was told of as late is told of once more.
pub async fn told(conn: &mut AsyncPgConnection, troubles: &[Trouble]) -> QueryResult<()> {
    let (dead, late): (Vec<&Trouble>, Vec<&Trouble>) = troubles.iter().partition(|trouble| trouble.dead);
    let ids = |of: Vec<&Trouble>| of.iter().map(|trouble| trouble.id).collect::<Vec<JobId>>();
    sql_query(
        "UPDATE jobs SET told = CASE WHEN id = ANY ($1) THEN 'dead' ELSE 'late' END
         WHERE id = ANY ($1) OR (id = ANY ($2) AND told IS NULL)",
    )
    .bind::<Array<BigInt>, _>(ids(dead))
    .bind::<Array<BigInt>, _>(ids(late))
    .execute(conn)
    .await?;
    Ok(())
}
