//! Looking at a code, and using it up.

use chrono::{DateTime, Utc};
use diesel::{dsl::now, prelude::*, update};
use diesel_async::RunQueryDsl;

use super::{
    issue::{New, Subject},
    rules::{Facts, Purpose, Refused, Way, judge},
    secret::{Handle, Key, same},
};
use crate::{
    db::{Conn, schema::one_time_codes},
    ids::{AccountId, CaseId, CodeId, CompanyId, RegistrationId, StudentId},
};

/// What a code proves. No `Debug`: it names a person's address.
pub struct Proof {
    /// Which code it was.
    pub code: CodeId,
    /// How it travelled.
    pub way: Way,
    /// The mobile number or mail address that is in the hands of whoever asks.
    pub address: String,
    /// For whom it is.
    pub subject: Subject,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = one_time_codes, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: CodeId,
    way: Way,
    address: String,
    student_id: Option<StudentId>,
    account_id: Option<AccountId>,
    company_id: Option<CompanyId>,
    registration_id: Option<RegistrationId>,
    case_id: Option<CaseId>,
    case_version: Option<i32>,
    tries: i32,
    expires_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
}

impl Row {
    fn facts(&self) -> Facts {
        Facts {
            tries: self.tries,
            used: self.used_at.is_some(),
            expires_at: self.expires_at,
        }
    }

    fn subject(&self) -> Subject {
        let invitation = || {
            Some(Subject::Invitation {
                student: self.student_id?,
                case: self.case_id?,
                version: self.case_version?,
            })
        };
        let student = || self.student_id.map(Subject::Student);
        let account = || self.account_id.map(Subject::Account);
        let company = || self.company_id.map(Subject::Company);
        let registration = || self.registration_id.map(Subject::Registration);
        let subject = invitation()
            .or_else(student)
            .or_else(account)
            .or_else(company)
            .or_else(registration);
        subject.unwrap_or(Subject::Nobody)
    }

    fn proof(self) -> Proof {
        Proof {
            code: self.id,
            way: self.way,
            subject: self.subject(),
            address: self.address,
        }
    }
}

/// What a code would prove, before anyone types it. `secret`: a link holds its own, which must be right; a page that
/// asks for a code has none yet.
pub async fn look(
    conn: &mut Conn,
    key: &Key,
    purpose: Purpose,
    handle: &Handle,
    secret: Option<&str>,
) -> QueryResult<Result<Proof, Refused>> {
    let found = one_time_codes::table
        .filter(one_time_codes::handle.eq(handle.as_str()))
        .filter(one_time_codes::purpose.eq(purpose))
        .select(Row::as_select())
        .first(conn)
        .await
        .optional()?;
    Ok(match found {
        None => Err(Refused::Late),
        Some(row) => {
            let right = secret.is_none_or(|secret| same(secret, &key.secret(purpose, row.way, handle)));
            judge(row.facts(), right, Utc::now()).map(|()| row.proof())
        }
    })
}

/// The code that was sent last for this, where it is good still. Served by one_time_codes_address.
pub async fn former(conn: &mut Conn, new: &New<'_>) -> QueryResult<Option<Handle>> {
    let found: Option<(String, Row)> = one_time_codes::table
        .filter(one_time_codes::address.eq(new.address))
        .filter(one_time_codes::purpose.eq(new.purpose))
        .order(one_time_codes::created_at.desc())
        .select((one_time_codes::handle, Row::as_select()))
        .first(conn)
        .await
        .optional()?;
    let good = found.filter(|(_, row)| judge(row.facts(), true, Utc::now()).is_ok());
    let same = good.filter(|(_, row)| row.subject() == new.subject);
    Ok(same.and_then(|(handle, _)| Handle::parse(&handle)))
}

/// Uses a code up, or counts a wrong try, on the caller's transaction: what the code allows commits with its use. Where
/// it is refused the caller commits too, so that the try counts.
///
/// A decoy proves nothing, whatever is typed.
pub async fn redeem(
    conn: &mut Conn,
    key: &Key,
    purpose: Purpose,
    handle: &Handle,
    typed: &str,
) -> QueryResult<Result<Proof, Refused>> {
    // Locked, so that of two who type at once the second sees what the first did.
    let found = one_time_codes::table
        .filter(one_time_codes::handle.eq(handle.as_str()))
        .filter(one_time_codes::purpose.eq(purpose))
        .select(Row::as_select())
        .for_update()
        .first(conn)
        .await
        .optional()?;
    let Some(row) = found else {
        return Ok(Err(Refused::Late));
    };
    let is_decoy = row.address.is_empty();
    let right = same(typed.trim(), &key.secret(purpose, row.way, handle)) && !is_decoy;
    let code = update(one_time_codes::table.find(row.id));
    match judge(row.facts(), right, Utc::now()) {
        Ok(()) => {
            code.set(one_time_codes::used_at.eq(now)).execute(conn).await?;
            Ok(Ok(row.proof()))
        }
        Err(refused) => {
            if matches!(refused, Refused::Wrong { .. }) {
                let tries = one_time_codes::tries.eq(one_time_codes::tries + 1);
                code.set(tries).execute(conn).await?;
            }
            Ok(Err(refused))
        }
    }
}
