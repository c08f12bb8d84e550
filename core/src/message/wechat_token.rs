//! The WeChat access token that all worker processes share.
//!
//! A token that WeChat issues anew ends the one before it, so processes that each fetched their own would take it from
//! one another. One process fetches it, under a lock on the account's row; the others wait for that row and read it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl};

use crate::db::{Conn, schema::wechat_tokens};

/// A token counts as expired this long before WeChat says so: a send that starts with it must be able to end with it.
const MARGIN: TimeDelta = TimeDelta::minutes(5);

/// A token as WeChat hands it out. No `Debug`: whoever holds the token can send in the account's name.
pub struct Fresh {
    /// The token itself.
    pub token: String,
    /// How long it lives from now on.
    pub lives: Duration,
}

/// The token of an account, if one is kept that still lives.
pub async fn current(conn: &mut Conn, appid: &str) -> QueryResult<Option<String>> {
    wechat_tokens::table
        .filter(wechat_tokens::appid.eq(appid))
        .filter(wechat_tokens::expires_at.gt(Utc::now() + MARGIN))
        .select(wechat_tokens::token)
        .first(conn)
        .await
        .optional()
}

/// Gives the account a token that lives and is not the `refused` one, and returns it.
///
/// `fetch` runs only where no other process has brought such a token meanwhile, and while the account's row is locked,
/// so that of all processes at most one fetches at a time. If it fails, the row stays as it was and the next process in
/// line fetches. `fetch` has to end within seconds: a transaction is open while it runs.
pub async fn renew<E>(
    conn: &mut Conn,
    appid: &str,
    refused: Option<&str>,
    fetch: impl Future<Output = Result<Fresh, E>> + Send,
) -> Result<String, E>
where
    E: From<diesel::result::Error> + Send,
{
    conn.transaction::<_, E, _>(async move |conn| {
        let kept = lock(conn, appid).await?;
        if let Some(token) = kept.filter(|token| Some(token.as_str()) != refused) {
            return Ok(token);
        }
        let fresh = fetch.await?;
        keep(conn, appid, &fresh).await?;
        Ok(fresh.token)
    })
    .await
}

/// Locks the account's row, made if need be, and returns the token in it if that still lives.
async fn lock(conn: &mut Conn, appid: &str) -> QueryResult<Option<String>> {
    // A row that has expired already: only a row can be locked.
    diesel::insert_into(wechat_tokens::table)
        .values((
            wechat_tokens::appid.eq(appid),
            wechat_tokens::token.eq(""),
            wechat_tokens::expires_at.eq(Utc::now()),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    let (token, expires_at): (String, DateTime<Utc>) = wechat_tokens::table
        .find(appid)
        .select((wechat_tokens::token, wechat_tokens::expires_at))
        .for_update()
        .first(conn)
        .await?;
    Ok((expires_at > Utc::now() + MARGIN).then_some(token))
}

async fn keep(conn: &mut Conn, appid: &str, fresh: &Fresh) -> QueryResult<()> {
    diesel::update(wechat_tokens::table.find(appid))
        .set((
            wechat_tokens::token.eq(&fresh.token),
            wechat_tokens::expires_at.eq(Utc::now() + fresh.lives),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
