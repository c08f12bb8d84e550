//! Server-side sessions: a random token in the cookie, only its digest in the table.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{delete, dsl::now, insert_into, prelude::*, update};
use diesel_async::RunQueryDsl;
use sha2::{Digest, Sha256};
use std::fmt;

use super::{
    account::{Account, AccountRow},
    browser::Browser,
};
use crate::{
    case::{AgreementForm, ReviewMode},
    db::{
        Conn,
        schema::{accounts, cohorts, province_settings, school_settings, schools, sessions},
    },
    ids::AccountId,
    settings::Office,
};

/// How long a session lasts.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Without a request.
    pub idle: TimeDelta,
    /// Since sign-in, whatever happens.
    pub absolute: TimeDelta,
}

impl Default for Limits {
    /// An hour idle, twelve in all: a working day signs in once.
    fn default() -> Self {
        Self {
            idle: TimeDelta::hours(1),
            absolute: TimeDelta::hours(12),
        }
    }
}

/// `seen_at` is written at most this often, so that reading a page stays a read.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);

/// What the cookie holds: 256 random bits. A new one at every sign-in.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    fn fresh() -> Self {
        Self(rand::random())
    }

    /// Reads a cookie's value.
    pub fn parse(text: &str) -> Option<Self> {
        hex::decode(text).ok()?.try_into().ok().map(Self)
    }

    /// The cookie's value.
    pub fn cookie(&self) -> String {
        hex::encode(self.0)
    }

    pub(super) fn digest(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }
}

/// Never the token itself.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A live session.
#[derive(Debug, Clone)]
pub struct Session {
    /// Whose it is.
    pub account: Account,
    /// What the account's school works under now; none where the account has no school. Read with the session, since every page of
    /// an officer asks for it.
    pub office: Option<Office>,
    /// When they signed in.
    pub created_at: DateTime<Utc>,
}

/// Opens a session. Any former one of the browser is the caller's to close.
pub async fn open(conn: &mut Conn, account: AccountId, browser: impl Into<Browser>) -> QueryResult<Token> {
    let token = Token::fresh();
    let browser: Browser = browser.into();
    insert_into(sessions::table)
        .values((
            sessions::digest.eq(token.digest()),
            sessions::account_id.eq(account),
            sessions::user_agent.eq(browser.user_agent),
            sessions::address.eq(browser.address),
        ))
        .execute(conn)
        .await?;
    Ok(token)
}

/// Who makes a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Somebody: the session is in use.
    ByPerson,
    /// A page by itself, whether anybody looks at it or not: that keeps no session alive.
    ByPage,
}

/// The session of a token, unless it ran out or its account was disabled.
pub async fn find(
    conn: &mut Conn,
    token: &Token,
    limits: Limits,
    asked: Asked,
) -> QueryResult<Option<Session>> {
    let at = Utc::now();
    let digest = token.digest();
    let found = sessions::table
        .inner_join(accounts::table)
        .left_join(schools::table.on(accounts::school_id.eq(schools::id.nullable())))
        .left_join(cohorts::table.on(cohorts::is_current))
        .left_join(
            school_settings::table.on(school_settings::school_id
                .nullable()
                .eq(accounts::school_id)
                .and(school_settings::cohort.nullable().eq(cohorts::year.nullable()))),
        )
        .left_join(
            province_settings::table.on(province_settings::province
                .nullable()
                .eq(schools::province.nullable())
                .and(province_settings::cohort.nullable().eq(cohorts::year.nullable()))),
        )
        .filter(sessions::digest.eq(&digest))
        .filter(sessions::seen_at.gt(at - limits.idle))
        .filter(sessions::created_at.gt(at - limits.absolute))
        .filter(accounts::disabled_at.is_null())
        .select(Found::as_select())
        .first(conn)
        .await
        .optional()?;
    let Some(found) = found else {
        return Ok(None);
    };
    if asked == Asked::ByPerson && at - found.seen_at > SEEN_EVERY {
        update(sessions::table.find(&digest))
            .set(sessions::seen_at.eq(now))
            .execute(conn)
            .await?;
    }
    Ok(found.session())
}

/// A live session as it is read.
#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions, check_for_backend(diesel::pg::Pg))]
struct Found {
    #[diesel(embed)]
    account: AccountRow,
    created_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    #[diesel(select_expression = schools::name.nullable())]
    school_name: Option<String>,
    #[diesel(select_expression = cohorts::year.nullable())]
    cohort: Option<i32>,
    #[diesel(select_expression = province_settings::agreement_form.nullable())]
    form: Option<AgreementForm>,
    #[diesel(select_expression = school_settings::review_mode.nullable())]
    mode: Option<ReviewMode>,
}

impl Found {
    fn session(self) -> Option<Session> {
        let account = self.account.account()?;
        let of = account.school().zip(self.school_name).zip(self.cohort);
        Some(Session {
            office: of
                .map(|((school, name), cohort)| Office::new(school, name, cohort, self.form, self.mode)),
            account,
            created_at: self.created_at,
        })
    }
}

/// Signs this browser out.
pub async fn close(conn: &mut Conn, token: &Token) -> QueryResult<()> {
    delete(sessions::table.find(token.digest()))
        .execute(conn)
        .await
        .map(drop)
}

/// Signs an account out everywhere.
pub async fn close_all(conn: &mut Conn, account: AccountId) -> QueryResult<usize> {
    delete(sessions::table.filter(sessions::account_id.eq(account)))
        .execute(conn)
        .await
}

/// Deletes what ran out. Answers how many.
pub async fn prune(conn: &mut Conn, limits: Limits) -> QueryResult<usize> {
    let at = Utc::now();
    let over = sessions::seen_at
        .lt(at - limits.idle)
        .or(sessions::created_at.lt(at - limits.absolute));
    delete(sessions::table.filter(over)).execute(conn).await
}
