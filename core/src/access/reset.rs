//! 忘记密码: students prove their mobile, companies their mail address. Staff passwords belong to the employment system.

use diesel::{prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{
    account::{AccountRow, RoleName},
    new_password::NewPassword,
    password::PasswordHash,
    session,
    sign_in::Door,
};
use crate::{
    audit::{self, Entry},
    contact::{Email, Mobile},
    db::{
        Conn,
        schema::{accounts, students},
    },
    ids::AccountId,
    one_time::{Handle, Key, New, Purpose, Refused, Subject, Way, issue, redeem},
};

/// How a door's accounts prove who they are; none for staff.
pub const fn way_of_reset(door: Door) -> Option<Way> {
    match door {
        Door::Student => Some(Way::Sms),
        Door::Company => Some(Way::Mail),
        Door::Staff => None,
    }
}

/// Sends a code or link where the account exists and can be reached. Where not, or too often, a decoy is made: the answer
/// is the same, and takes as long.
pub async fn begin_reset(conn: &mut Conn, way: Way, login: &str) -> QueryResult<Handle> {
    conn.transaction(async |conn| {
        if let Some((account, address)) = reachable(conn, way, login).await? {
            let new = New {
                purpose: Purpose::Reset,
                way,
                address: &address,
                subject: Subject::Account(account),
            };
            if let Ok(handle) = issue(conn, &new).await? {
                return Ok(handle);
            }
        }
        let decoy = New {
            purpose: Purpose::Reset,
            way,
            address: "",
            subject: Subject::Nobody,
        };
        let issued = issue(conn, &decoy).await?;
        Ok(issued.expect("nothing is sent to nobody too often"))
    })
    .await
}

/// The account with its address, if it has one.
async fn reachable(conn: &mut Conn, way: Way, login: &str) -> QueryResult<Option<(AccountId, String)>> {
    let role = match way {
        Way::Sms => RoleName::Student,
        Way::Mail => RoleName::Company,
    };
    let found: Option<(AccountId, String, Option<String>)> = accounts::table
        .left_join(students::table)
        // A text of PostgreSQL holds no NUL: it is no name, and no failure of the database either.
        .filter(accounts::login.eq(login.trim().replace('\0', "\u{fffd}")))
        .filter(accounts::role.eq(role))
        .filter(accounts::disabled_at.is_null())
        .select((accounts::id, accounts::email, students::mobile.nullable()))
        .first(conn)
        .await
        .optional()?;
    Ok(found.and_then(|(id, email, mobile)| {
        let address = match way {
            Way::Sms => Mobile::parse(&mobile.unwrap_or_default()).map(|mobile| mobile.as_str().to_owned()),
            Way::Mail => Email::parse(&email).map(|email| email.as_str().to_owned()),
        };
        address.map(|address| (id, address))
    }))
}

/// Sets the new password and signs the account out everywhere.
pub async fn reset(
    conn: &mut Conn,
    key: &Key,
    handle: &Handle,
    secret: &str,
    password: &NewPassword,
) -> QueryResult<Result<(), Refused>> {
    let hash = PasswordHash::of_new(password).await;
    conn.transaction(async |conn| {
        let proof = match redeem(conn, key, Purpose::Reset, handle, secret).await? {
            Ok(proof) => proof,
            Err(refused) => return Ok(Err(refused)),
        };
        let Subject::Account(id) = proof.subject else {
            return Ok(Err(Refused::Late));
        };
        let row: Option<AccountRow> = update(accounts::table.find(id))
            .filter(accounts::disabled_at.is_null())
            .set(accounts::password_hash.eq(hash.as_str()))
            .returning(AccountRow::as_returning())
            .get_result(conn)
            .await
            .optional()?;
        let Some(account) = row.and_then(AccountRow::account) else {
            return Ok(Err(Refused::Late));
        };
        session::close_all(conn, id).await?;
        audit::write(
            conn,
            &Entry::of(&account, "account.reset_password", "account", Some(id.0)),
        )
        .await?;
        Ok(Ok(()))
    })
    .await
}
