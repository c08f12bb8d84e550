//! The users of a company: those who are there take in others by mail, and remove one another, but never the last.

use chrono::{DateTime, Utc};
use diesel::{dsl::now, insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::json;

use crate::{
    access::{self, Account, Browser, NewPassword, PasswordHash, Role, RoleName, SignedIn},
    audit::{self, Entry},
    contact::Email,
    db::{
        Conn,
        schema::{accounts, companies},
    },
    ids::{AccountId, CompanyId},
    one_time::{Handle, Key, New, Purpose, Refused, Subject, TooSoon, Way, issue, redeem},
};

/// A user as the others of the company see them. No `Debug`: it names a person's address.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = accounts, check_for_backend(diesel::pg::Pg))]
pub struct User {
    /// The account.
    pub id: AccountId,
    /// The sign-in name.
    pub login: String,
    /// 电子邮箱.
    pub email: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// The users of a company, the longest-standing first; none for everyone else. Served by accounts_company.
pub async fn users(conn: &mut Conn, of: &Account) -> QueryResult<Option<Vec<User>>> {
    let Some(company) = company_of(of) else {
        return Ok(None);
    };
    accounts::table
        .filter(accounts::company_id.eq(company))
        .filter(accounts::disabled_at.is_null())
        .order(accounts::id)
        .select(User::as_select())
        .load(conn)
        .await
        .map(Some)
}

fn company_of(account: &Account) -> Option<CompanyId> {
    match account.role {
        Role::Company { company } => Some(company),
        Role::Province { .. }
        | Role::School { .. }
        | Role::Department { .. }
        | Role::Student { .. }
        | Role::Operator => None,
    }
}

/// Why nobody is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotInvited {
    /// The address belongs to a user of this company.
    Already,
    /// A letter was sent there a moment ago.
    TooSoon(TooSoon),
    /// Only companies have users of this kind.
    NoCompany,
}

/// Sends somebody a link to join. Whether the address belongs to an account elsewhere is not said here.
pub async fn invite_user(
    conn: &mut Conn,
    by: &Account,
    email: &Email,
) -> QueryResult<Result<(), NotInvited>> {
    let Some(company) = company_of(by) else {
        return Ok(Err(NotInvited::NoCompany));
    };
    conn.transaction(async |conn| {
        let present = accounts::table
            .filter(accounts::company_id.eq(company))
            .filter(accounts::disabled_at.is_null())
            .filter(accounts::login.eq(email.login()));
        if diesel::select(diesel::dsl::exists(present))
            .get_result(conn)
            .await?
        {
            return Ok(Err(NotInvited::Already));
        }
        let new = New {
            purpose: Purpose::Membership,
            way: Way::Mail,
            address: email.as_str(),
            subject: Subject::Company(company),
        };
        if let Err(too_soon) = issue(conn, &new).await? {
            return Ok(Err(NotInvited::TooSoon(too_soon)));
        }
        audit::write(
            conn,
            &Entry::of(by, "company.invite_user", "company", Some(company.0)),
        )
        .await?;
        Ok(Ok(()))
    })
    .await
}

/// The name of a company that takes somebody in.
pub async fn company_name(conn: &mut Conn, company: CompanyId) -> QueryResult<Option<String>> {
    companies::table
        .find(company)
        .select(companies::name)
        .first(conn)
        .await
        .optional()
}

/// Why a link takes nobody in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotJoined {
    /// The link proves nothing.
    Refused(Refused),
    /// The mail address signs in to an account already.
    EmailTaken,
}

/// The link was opened and a password set: the account is made, and signed in.
pub async fn join(
    conn: &mut Conn,
    key: &Key,
    handle: &Handle,
    secret: &str,
    password: &NewPassword,
    browser: impl Into<Browser>,
) -> QueryResult<Result<SignedIn, NotJoined>> {
    let (hash, browser) = (PasswordHash::of_new(password).await, browser.into());
    conn.transaction(async |conn| {
        let proof = match redeem(conn, key, Purpose::Membership, handle, secret).await? {
            Ok(proof) => proof,
            Err(refused) => return Ok(Err(NotJoined::Refused(refused))),
        };
        let (Subject::Company(company), Some(email)) = (proof.subject, Email::parse(&proof.address)) else {
            return Ok(Err(NotJoined::Refused(Refused::Late)));
        };
        let Some(account) = open(conn, company, &email, &hash).await? else {
            return Ok(Err(NotJoined::EmailTaken));
        };
        audit::write(
            conn,
            &Entry::of(&account, "company.join", "company", Some(company.0)),
        )
        .await?;
        let token = access::open(conn, account.id, browser).await?;
        Ok(Ok(SignedIn { account, token }))
    })
    .await
}

/// Makes the account of a user, whose mail address is the sign-in name. One that the company removed comes back; none
/// where the address signs in to any other.
pub(super) async fn open(
    conn: &mut Conn,
    company: CompanyId,
    email: &Email,
    hash: &PasswordHash,
) -> QueryResult<Option<Account>> {
    let name: String = companies::table
        .find(company)
        .select(companies::name)
        .first(conn)
        .await?;
    let id: Option<AccountId> = insert_into(accounts::table)
        .values((
            accounts::login.eq(email.login()),
            accounts::password_hash.eq(hash.as_str()),
            accounts::role.eq(RoleName::Company),
            accounts::name.eq(&name),
            accounts::company_id.eq(company),
            accounts::email.eq(email.as_str()),
        ))
        .on_conflict_do_nothing()
        .returning(accounts::id)
        .get_result(conn)
        .await
        .optional()?;
    let id = match id {
        Some(id) => Some(id),
        None => {
            let removed = update(accounts::table)
                .filter(accounts::login.eq(email.login()))
                .filter(accounts::company_id.eq(company))
                .filter(accounts::disabled_at.is_not_null())
                .set((
                    accounts::disabled_at.eq(None::<DateTime<Utc>>),
                    accounts::password_hash.eq(hash.as_str()),
                ))
                .returning(accounts::id);
            removed.get_result(conn).await.optional()?
        }
    };
    Ok(id.map(|id| Account {
        id,
        name,
        role: Role::Company { company },
    }))
}

/// What became of a removal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// The user cannot sign in any more, and is signed out.
    Done,
    /// The company has no such user.
    NotThere,
    /// It is the last one: nobody could act for the company any more.
    Last,
}

/// Removes a user of the same company.
pub async fn remove_user(conn: &mut Conn, by: &Account, id: AccountId) -> QueryResult<Removal> {
    let Some(company) = company_of(by) else {
        return Ok(Removal::NotThere);
    };
    conn.transaction(async |conn| {
        // All are locked, in order, so that two who remove each other don't both succeed.
        let present: Vec<AccountId> = accounts::table
            .filter(accounts::company_id.eq(company))
            .filter(accounts::disabled_at.is_null())
            .order(accounts::id)
            .select(accounts::id)
            .for_update()
            .load(conn)
            .await?;
        if !present.contains(&id) || !present.contains(&by.id) {
            return Ok(Removal::NotThere);
        }
        if present.len() == 1 {
            return Ok(Removal::Last);
        }
        update(accounts::table.find(id))
            .set(accounts::disabled_at.eq(now))
            .execute(conn)
            .await?;
        access::close_all(conn, id).await?;
        let entry = Entry::of(by, "company.remove_user", "account", Some(id.0));
        audit::write(conn, &entry.with(json!({ "company": company.0 }))).await?;
        Ok(Removal::Done)
    })
    .await
}
