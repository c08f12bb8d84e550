//! The end of an invitation that nobody answered (邀请过期), rule 6.1.

use chrono::{DateTime, Utc};
use diesel_async::AsyncConnection;

use crate::{
    case::{ActError, By, Change, Command, State, apply, hold, online},
    db::Conn,
    ids::CaseId,
};

/// What came of an invitation that was to expire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// It has expired.
    Expired,
    /// Its time is not up.
    NotBefore(DateTime<Utc>),
    /// It is no open invitation, or its student is dormant (5.2): nothing was done.
    Moot,
}

/// Ends an invitation whose time is up.
pub async fn expire(conn: &mut Conn, case: CaseId) -> Result<Expiry, ActError> {
    conn.transaction(async |conn| {
        let held = match hold(conn, By::System, case).await {
            Err(ActError::NotFound) => return Ok(Expiry::Moot),
            held => held?,
        };
        if held.row.state != State::Online(online::State::Invited) || held.facts.dormant {
            return Ok(Expiry::Moot);
        }
        if let Some(due) = held.row.due_at.filter(|due| *due > Utc::now()) {
            return Ok(Expiry::NotBefore(due));
        }
        apply(conn, By::System, held, &Command::Expire, Change::default()).await?;
        Ok(Expiry::Expired)
    })
    .await
}
