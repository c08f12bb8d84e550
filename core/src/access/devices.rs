//! 登录设备: one's own sessions, and ending them.

use chrono::{DateTime, Utc};
use diesel::{delete, prelude::*};
use diesel_async::RunQueryDsl;

use super::{
    account::Account,
    session::{Limits, Token},
};
use crate::{
    db::{Conn, schema::sessions},
    ids::SessionId,
};

/// A session as its owner sees it.
#[derive(Debug, Clone)]
pub struct Device {
    /// Its number.
    pub id: SessionId,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When a page was last asked for, to the minute.
    pub seen_at: DateTime<Utc>,
    /// What the browser says it is.
    pub user_agent: String,
    /// The masked address; empty where it is not known.
    pub address: String,
    /// It is the one that asks.
    pub current: bool,
}

/// More are not shown: one who has that many ends all others.
const SHOWN: i64 = 50;

type Row = (SessionId, DateTime<Utc>, DateTime<Utc>, String, String, Vec<u8>);

/// The live sessions of an account, the latest first. Served by sessions_account.
pub async fn devices(
    conn: &mut Conn,
    of: &Account,
    here: &Token,
    limits: Limits,
) -> QueryResult<Vec<Device>> {
    let (now, here) = (Utc::now(), here.digest());
    let rows: Vec<Row> = sessions::table
        .filter(sessions::account_id.eq(of.id))
        .filter(sessions::seen_at.gt(now - limits.idle))
        .filter(sessions::created_at.gt(now - limits.absolute))
        .order((sessions::seen_at.desc(), sessions::id.desc()))
        .select((
            sessions::id,
            sessions::created_at,
            sessions::seen_at,
            sessions::user_agent,
            sessions::address,
            sessions::digest,
        ))
        .limit(SHOWN)
        .load(conn)
        .await?;
    let device = |(id, created_at, seen_at, user_agent, address, digest): Row| Device {
        id,
        created_at,
        seen_at,
        user_agent,
        address,
        current: digest == here,
    };
    Ok(rows.into_iter().map(device).collect())
}

/// Ends one session of an account. False where it has none of that number: someone else's is not there.
pub async fn end_device(conn: &mut Conn, of: &Account, id: SessionId) -> QueryResult<bool> {
    let own = sessions::table
        .filter(sessions::account_id.eq(of.id))
        .filter(sessions::id.eq(id));
    delete(own).execute(conn).await.map(|ended| ended > 0)
}

/// Ends all sessions of an account but the one that asks. Answers how many.
pub async fn end_others(conn: &mut Conn, of: &Account, here: &Token) -> QueryResult<usize> {
    let others = sessions::table
        .filter(sessions::account_id.eq(of.id))
        .filter(sessions::digest.ne(here.digest()));
    delete(others).execute(conn).await
}
