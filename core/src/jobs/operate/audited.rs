//! Retrying and cancelling as operators do it: with its entry in the audit trail, in one transaction.

use diesel::QueryResult;
use diesel_async::AsyncConnection;

use super::{CancelOutcome, RetryOutcome, cancel, retry};
use crate::{
    access::Account,
    audit::{self, Entry},
    db::Conn,
    jobs::JobId,
};

/// [`retry`], by an operator. Only a job that was made ready leaves an entry.
pub async fn retry_by(conn: &mut Conn, operator: &Account, id: JobId) -> QueryResult<RetryOutcome> {
    conn.transaction(async |conn| {
        let outcome = retry(conn, id).await?;
        if outcome == RetryOutcome::Retried {
            audit::write(conn, &Entry::of(operator, "job.retry", "job", Some(id.0))).await?;
        }
        Ok(outcome)
    })
    .await
}

/// [`cancel`], by an operator. Only a job that was called off leaves an entry.
pub async fn cancel_by(conn: &mut Conn, operator: &Account, id: JobId) -> QueryResult<CancelOutcome> {
    conn.transaction(async |conn| {
        let outcome = cancel(conn, id).await?;
        if outcome == CancelOutcome::Cancelled {
            audit::write(conn, &Entry::of(operator, "job.cancel", "job", Some(id.0))).await?;
        }
        Ok(outcome)
    })
    .await
}
