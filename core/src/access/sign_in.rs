//! Signing in with a name and a password.
//!
//! The one place that knows how people prove who they are: another way (CAS, OpenID Connect) ends in the same
//! [`SignedIn`].

use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{
    account::{Account, AccountRow, Role, RoleName},
    browser::Browser,
    password::PasswordHash,
    session::{self, Token},
};
use crate::{
    audit::{self, Entry},
    contact,
    db::{Conn, schema::accounts},
};

/// The three sign-in pages: an account opens only its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// 学校登录: school, department and province officers, and operators.
    Staff,
    /// 学生登录.
    Student,
    /// 单位登录.
    Company,
}

impl Door {
    const fn roles(self) -> &'static [RoleName] {
        match self {
            Door::Staff => &[
                RoleName::Province,
                RoleName::School,
                RoleName::Department,
                RoleName::Operator,
            ],
            Door::Student => &[RoleName::Student],
            Door::Company => &[RoleName::Company],
        }
    }
}

/// A successful sign-in.
#[derive(Debug)]
pub struct SignedIn {
    /// Who.
    pub account: Account,
    /// The new session's token.
    pub token: Token,
}

/// Checks name and password and opens a session. None says nothing of what was wrong. What a student changed of their
/// contact data is passed on now (4.3).
pub async fn sign_in(
    conn: &mut Conn,
    door: Door,
    login: &str,
    password: &str,
    browser: impl Into<Browser>,
) -> QueryResult<Option<SignedIn>> {
    // A text of PostgreSQL holds no NUL: it is no name, and no failure of the database either.
    let found = accounts::table
        .filter(accounts::login.eq(login.trim().replace('\0', "\u{fffd}")))
        .filter(accounts::role.eq_any(door.roles()))
        .filter(accounts::disabled_at.is_null())
        .select((AccountRow::as_select(), accounts::password_hash))
        .first::<(AccountRow, String)>(conn)
        .await
        .optional()?;
    let Some((row, hash)) = found else {
        PasswordHash::verify_nobody(password).await;
        return Ok(None);
    };
    if !PasswordHash::stored(hash).verify(password).await {
        return Ok(None);
    }
    let Some(account) = row.account() else {
        return Ok(None);
    };
    let browser = browser.into();
    conn.transaction(async |conn| {
        let token = session::open(conn, account.id, browser).await?;
        if let Role::Student { student, .. } = account.role {
            contact::ask_push(conn, student).await?;
        }
        audit::write(
            conn,
            &Entry::of(&account, "account.sign_in", "account", Some(account.id.0)),
        )
        .await?;
        Ok(Some(SignedIn { account, token }))
    })
    .await
}
