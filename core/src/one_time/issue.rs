//! Making a code, and the job that sends it.

use chrono::{DateTime, Utc};
use diesel::{insert_into, prelude::*, sql_query, sql_types::Text, update};
use diesel_async::RunQueryDsl;

use super::{
    rules::{MEMORY, Purpose, TooSoon, Way},
    secret::Handle,
};
use crate::{
    db::{Conn, schema::one_time_codes},
    ids::{AccountId, CaseId, CodeId, CompanyId, RegistrationId, StudentId},
    jobs::{enqueue, payloads::SendCode},
};

/// For whom a code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A student of the roster.
    Student(StudentId),
    /// An account.
    Account(AccountId),
    /// A registration that waits.
    Registration(RegistrationId),
    /// A company that takes in a user.
    Company(CompanyId),
    /// A student who agrees to an invitation as it stood at a version.
    Invitation {
        /// Who agrees.
        student: StudentId,
        /// To which.
        case: CaseId,
        /// As it read then.
        version: i32,
    },
    /// No one: a decoy that is never sent, so that a name that does not exist is answered like one that does.
    Nobody,
}

/// A code to be made. No `Debug`: it names a person's address.
pub struct New<'a> {
    /// What it is to prove.
    pub purpose: Purpose,
    /// How it travels.
    pub way: Way,
    /// The mobile number or mail address that it goes to, and proves.
    pub address: &'a str,
    /// For whom it is.
    pub subject: Subject,
}

#[derive(Insertable)]
#[diesel(table_name = one_time_codes)]
struct Row<'a> {
    handle: &'a str,
    purpose: Purpose,
    way: Way,
    address: &'a str,
    student_id: Option<StudentId>,
    account_id: Option<AccountId>,
    company_id: Option<CompanyId>,
    registration_id: Option<RegistrationId>,
    case_id: Option<CaseId>,
    case_version: Option<i32>,
    expires_at: DateTime<Utc>,
}

/// Makes a code and asks for it to be sent, on the caller's transaction. It ends the former ones for the same purpose and
/// address: the newest is the only one that is good.
pub async fn issue(conn: &mut Conn, new: &New<'_>) -> QueryResult<Result<Handle, TooSoon>> {
    let now = Utc::now();
    if !new.address.is_empty() {
        // Two requests at once are counted one after the other.
        sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
            .bind::<Text, _>(new.address)
            .execute(conn)
            .await?;
        if let Err(too_soon) = TooSoon::check(&sent_to(conn, new.address, now).await?, now) {
            return Ok(Err(too_soon));
        }
        end_former(conn, new).await?;
    }
    let handle = Handle::draw();
    let id: CodeId = insert_into(one_time_codes::table)
        .values(row(new, &handle, now))
        .returning(one_time_codes::id)
        .get_result(conn)
        .await?;
    enqueue(conn, &SendCode { code_id: id.0 }).await?;
    Ok(Ok(handle))
}

/// When an address was written to lately, the newest first. Served by one_time_codes_address.
async fn sent_to(conn: &mut Conn, address: &str, now: DateTime<Utc>) -> QueryResult<Vec<DateTime<Utc>>> {
    one_time_codes::table
        .filter(one_time_codes::address.eq(address))
        .filter(one_time_codes::created_at.gt(now - MEMORY))
        .order(one_time_codes::created_at.desc())
        .select(one_time_codes::created_at)
        .load(conn)
        .await
}

async fn end_former(conn: &mut Conn, new: &New<'_>) -> QueryResult<()> {
    update(one_time_codes::table)
        .filter(one_time_codes::address.eq(new.address))
        .filter(one_time_codes::purpose.eq(new.purpose))
        .filter(one_time_codes::used_at.is_null())
        .filter(one_time_codes::expires_at.gt(diesel::dsl::now))
        .set(one_time_codes::expires_at.eq(diesel::dsl::now))
        .execute(conn)
        .await
        .map(drop)
}

fn row<'a>(new: &New<'a>, handle: &'a Handle, now: DateTime<Utc>) -> Row<'a> {
    let row = Row {
        handle: handle.as_str(),
        purpose: new.purpose,
        way: new.way,
        address: new.address,
        student_id: None,
        account_id: None,
        company_id: None,
        registration_id: None,
        case_id: None,
        case_version: None,
        expires_at: now + new.purpose.life(new.way),
    };
    match new.subject {
        Subject::Student(id) => Row {
            student_id: Some(id),
            ..row
        },
        Subject::Account(id) => Row {
            account_id: Some(id),
            ..row
        },
        Subject::Registration(id) => Row {
            registration_id: Some(id),
            ..row
        },
        Subject::Company(id) => Row {
            company_id: Some(id),
            ..row
        },
        Subject::Invitation {
            student,
            case,
            version,
        } => Row {
            student_id: Some(student),
            case_id: Some(case),
            case_version: Some(version),
            ..row
        },
        Subject::Nobody => row,
    }
}
