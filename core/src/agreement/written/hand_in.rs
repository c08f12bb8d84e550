//! The student hands a form in (提交审核): a new one, or one that came back or was taken back.

use chrono::NaiveDate;
use diesel::{delete, insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::Value;

use super::{Form, Written, draft::fresh};
use crate::{
    access::{Account, Role},
    agreement::{
        Terms,
        parts::{SIGNED_ON, date, difference},
    },
    case::{ActError, Acted, By, Change, Command, Held, Initiator, NewCase, apply, begin, hold},
    company::{self, Company},
    db::{
        Conn,
        schema::{agreements, cases, form_drafts},
    },
    files::{self, Chosen},
    ids::{CaseId, CompanyId, StudentId},
};

/// Which case the form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// None yet.
    New,
    /// This one, as its student saw it at a version.
    Case {
        /// The case.
        case: CaseId,
        /// The version.
        seen: i32,
    },
}

#[derive(Insertable)]
#[diesel(table_name = agreements)]
struct Details {
    case_id: CaseId,
    #[diesel(embed)]
    terms: Terms,
    signed_on: Option<NaiveDate>,
}

/// Hands a form in with its files, in one transaction with everything that follows; what was put aside of it is then no longer needed.
///
/// # Errors
/// [`ActError::NotFound`] for everyone but the student, and for a case of another form. [`ActError::Moved`] for a new one where one was
/// taken back: it would stand in the place of what was edited there meanwhile.
pub async fn hand_in(
    conn: &mut Conn,
    by: &Account,
    form: Form,
    on: On,
    written: Written,
    chosen: &[Chosen],
) -> Result<Acted, ActError> {
    let Role::Student { student, .. } = by.role else {
        return Err(ActError::NotFound);
    };
    conn.transaction(async |conn| {
        let company = company::named(conn, &of(&written.terms)).await?;
        let acted = match on {
            On::New => {
                fresh(conn, by, form, student).await?;
                first(conn, by, form, student, company, written, chosen).await?
            }
            On::Case { case, seen } => {
                let held = held(conn, by, form, case, seen).await?;
                again(conn, by, form, held, company, written, chosen).await?
            }
        };
        delete(form_drafts::table.find((by.id, form)))
            .execute(conn)
            .await?;
        Ok(acted)
    })
    .await
}

async fn first(
    conn: &mut Conn,
    by: &Account,
    form: Form,
    student: StudentId,
    company: CompanyId,
    written: Written,
    chosen: &[Chosen],
) -> Result<Acted, ActError> {
    let Written { terms, signed_on } = written;
    begin(
        conn,
        By::Account(by),
        new(form, student, Some(company)),
        &Command::Submit,
        async |conn, case_id| {
            insert_into(agreements::table)
                .values(Details {
                    case_id,
                    terms,
                    signed_on,
                })
                .execute(conn)
                .await?;
            attach(conn, by, form, case_id, chosen).await
        },
    )
    .await
}

/// A case of a form that begins.
pub(super) fn new(form: Form, student: StudentId, company: Option<CompanyId>) -> NewCase {
    NewCase {
        kind: form.kind(),
        student,
        company,
        initiator: Initiator::Student,
        agreement: None,
        due_at: None,
        supplementary: false,
    }
}

/// The case of a form, locked, as its student saw it at a version.
pub(super) async fn held(
    conn: &mut Conn,
    by: &Account,
    form: Form,
    case: CaseId,
    seen: i32,
) -> Result<Held, ActError> {
    let held = hold(conn, By::Account(by), case).await?;
    if held.row.state.kind() != form.kind() {
        return Err(ActError::NotFound);
    }
    held.seen_at(seen)?;
    Ok(held)
}

async fn again(
    conn: &mut Conn,
    by: &Account,
    form: Form,
    held: Held,
    company: CompanyId,
    written: Written,
    chosen: &[Chosen],
) -> Result<Acted, ActError> {
    let case = held.row.id;
    let change = since(conn, case, form, &written).await?;
    rewrite(conn, case, form, company, &written).await?;
    attach(conn, by, form, case, chosen).await?;
    apply(conn, By::Account(by), held, &Command::Submit, change).await
}

/// What differs from what was handed in before: the event keeps it, and the reviewer reads it.
async fn since(conn: &mut Conn, case: CaseId, form: Form, written: &Written) -> QueryResult<Change> {
    let (terms, signed_on): (Terms, Option<NaiveDate>) = agreements::table
        .find(case)
        .select((Terms::as_select(), agreements::signed_on))
        .first(conn)
        .await?;
    // Of an offline agreement it is the day of its attestation, which nobody writes.
    let days = match form {
        Form::Offline => (SIGNED_ON, Value::Null, Value::Null),
        Form::Paper => (SIGNED_ON, date(signed_on), date(written.signed_on)),
    };
    let (before, after) = difference(&terms, &written.terms, days).unzip();
    Ok(Change { before, after })
}

async fn rewrite(
    conn: &mut Conn,
    case: CaseId,
    form: Form,
    company: CompanyId,
    written: &Written,
) -> QueryResult<()> {
    update(agreements::table.find(case))
        .set(&written.terms)
        .execute(conn)
        .await?;
    if form == Form::Paper {
        update(agreements::table.find(case))
            .set(agreements::signed_on.eq(written.signed_on))
            .execute(conn)
            .await?;
    }
    update(cases::table.find(case))
        .set(cases::company_id.eq(company))
        .execute(conn)
        .await
        .map(drop)
}

async fn attach(
    conn: &mut Conn,
    by: &Account,
    form: Form,
    case: CaseId,
    chosen: &[Chosen],
) -> QueryResult<()> {
    match form.files() {
        Some(purpose) => files::attach(conn, by, case, purpose, chosen).await,
        None => Ok(()),
    }
}

/// The company as the agreement names it.
fn of(terms: &Terms) -> Company {
    let Terms {
        company_name,
        credit_code,
        nature,
        industry,
        region,
        address,
        postcode,
        contact,
        telephone,
        mobile,
        email,
        ..
    } = terms.clone();
    Company {
        name: company_name,
        credit_code,
        nature,
        industry,
        region,
        address,
        postcode,
        contact,
        telephone,
        mobile,
        email,
    }
}
