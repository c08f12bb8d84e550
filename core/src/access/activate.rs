//! A student of the roster takes their account into use: name and ID number, a code to their mobile, a password.

use diesel::{insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{
    Browser,
    account::{Account, AccountRow, Role, RoleName},
    new_password::NewPassword,
    password::PasswordHash,
    session,
    sign_in::SignedIn,
};
use crate::{
    audit::{self, Entry},
    codes::IdNumber,
    contact::{self, Mobile},
    db::{
        Conn, QueryError,
        schema::{accounts, students},
    },
    ids::{SchoolId, StudentId},
    one_time::{Handle, Key, New, Purpose, Refused, Subject, TooSoon, Way, issue, redeem},
    roster::is_same_name,
};

/// Why no code is sent.
#[derive(Debug, thiserror::Error)]
pub enum NotActivated {
    /// No student has this name and this number; which of them is wrong is not said.
    #[error("no such student")]
    NoMatch,
    /// The account is in use already.
    #[error("active already")]
    Active,
    /// The roster has no mobile number, and none was typed.
    #[error("no mobile number")]
    NoMobile,
    /// A code was sent a moment ago.
    #[error("too soon")]
    TooSoon(TooSoon),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] QueryError),
}

/// Sends a code to the mobile number of the roster. A number that was typed is used only where the roster has none: else
/// anyone who knows a student's ID number could activate in their place.
pub async fn begin_activation(
    conn: &mut Conn,
    name: &str,
    id_number: &IdNumber,
    typed: Option<&Mobile>,
) -> Result<Handle, NotActivated> {
    conn.transaction(async |conn| {
        let known = known(conn, name, id_number).await?.ok_or(NotActivated::NoMatch)?;
        if known.active {
            return Err(NotActivated::Active);
        }
        let of_roster = Mobile::parse(&known.mobile);
        let mobile = of_roster.as_ref().or(typed).ok_or(NotActivated::NoMobile)?;
        let new = New {
            purpose: Purpose::Activation,
            way: Way::Sms,
            address: mobile.as_str(),
            subject: Subject::Student(known.id),
        };
        issue(conn, &new).await?.map_err(NotActivated::TooSoon)
    })
    .await
}

struct Known {
    id: StudentId,
    mobile: String,
    active: bool,
}

/// The student of the latest cohort, served by students_id_number.
async fn known(conn: &mut Conn, name: &str, id_number: &IdNumber) -> QueryResult<Option<Known>> {
    let of_number: Vec<(StudentId, String, String, Option<crate::ids::AccountId>)> = students::table
        .left_join(accounts::table)
        .filter(students::id_number.eq(id_number.reveal()))
        .order(students::cohort.desc())
        .select((
            students::id,
            students::name,
            students::mobile,
            accounts::id.nullable(),
        ))
        .load(conn)
        .await?;
    let found = of_number
        .into_iter()
        .find(|(_, known, ..)| is_same_name(known, name));
    Ok(found.map(|(id, _, mobile, account)| Known {
        id,
        mobile,
        active: account.is_some(),
    }))
}

/// Makes the account, with the 考生号 as its sign-in name, and signs in.
pub async fn activate(
    conn: &mut Conn,
    key: &Key,
    handle: &Handle,
    code: &str,
    password: &NewPassword,
    browser: impl Into<Browser>,
) -> QueryResult<Result<SignedIn, Refused>> {
    let (hash, browser) = (PasswordHash::of_new(password).await, browser.into());
    conn.transaction(async |conn| {
        let proof = match redeem(conn, key, Purpose::Activation, handle, code).await? {
            Ok(proof) => proof,
            Err(refused) => return Ok(Err(refused)),
        };
        let Subject::Student(student) = proof.subject else {
            return Ok(Err(Refused::Late));
        };
        let Some(account) = open(conn, student, &hash).await? else {
            return Ok(Err(Refused::Used));
        };
        prove_mobile(conn, student, &proof.address).await?;
        let entry = Entry::of(&account, "account.activate", "account", Some(account.id.0));
        audit::write(conn, &entry).await?;
        let token = session::open(conn, account.id, browser).await?;
        Ok(Ok(SignedIn { account, token }))
    })
    .await
}

/// None where the account was made meanwhile.
async fn open(conn: &mut Conn, student: StudentId, hash: &PasswordHash) -> QueryResult<Option<Account>> {
    let (school, login, name): (SchoolId, String, String) = students::table
        .find(student)
        .select((students::school_id, students::ref_, students::name))
        .first(conn)
        .await?;
    let made: Option<AccountRow> = insert_into(accounts::table)
        .values((
            accounts::login.eq(login),
            accounts::password_hash.eq(hash.as_str()),
            accounts::role.eq(RoleName::Student),
            accounts::name.eq(name),
            accounts::school_id.eq(school),
            accounts::student_id.eq(student),
        ))
        .on_conflict_do_nothing()
        .returning(AccountRow::as_returning())
        .get_result(conn)
        .await
        .optional()?;
    Ok(made
        .and_then(AccountRow::account)
        .filter(|account| matches!(account.role, Role::Student { .. })))
}

/// A number that the roster did not have is the student's own from now on, and passed on (4.3).
async fn prove_mobile(conn: &mut Conn, student: StudentId, mobile: &str) -> QueryResult<()> {
    let changed = update(students::table.find(student))
        .filter(students::mobile.ne(mobile))
        .set(students::mobile.eq(mobile))
        .execute(conn)
        .await?;
    if changed > 0 {
        contact::owe(conn, student).await?;
    }
    Ok(())
}
