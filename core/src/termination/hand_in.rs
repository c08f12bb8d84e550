//! The student hands in the termination of an offline or paper agreement with its material: for the first time, or again after it
//! came back (6.6).

use chrono::NaiveDate;
use diesel::{insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{AskError, Request, ask::already, prospect::of_agreement};
use crate::{
    access::Account,
    case::{ActError, Acted, By, Change, Command, Kind, Refusal, apply, begin, hold},
    db::{Conn, schema::terminations},
    files::{self, Chosen, Purpose},
    ids::CaseId,
};

/// What is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// A new termination of this agreement.
    Agreement(CaseId),
    /// A termination that came back, as its student saw it at a version.
    Case {
        /// The termination.
        case: CaseId,
        /// The version.
        seen: i32,
    },
}

/// Hands a termination in with its files, in one transaction with everything that follows.
///
/// # Errors
/// [`ActError::NotFound`] for what is not the account's.
pub async fn hand_in(
    conn: &mut Conn,
    by: &Account,
    on: On,
    request: &Request,
    chosen: &[Chosen],
) -> Result<Acted, AskError> {
    conn.transaction(async |conn| match on {
        On::Agreement(agreement) => first(conn, by, agreement, request, chosen).await,
        On::Case { case, seen } => Ok(again(conn, by, case, seen, request, chosen).await?),
    })
    .await
}

async fn first(
    conn: &mut Conn,
    by: &Account,
    agreement: CaseId,
    request: &Request,
    chosen: &[Chosen],
) -> Result<Acted, AskError> {
    let new = of_agreement(conn, by, agreement).await?;
    let begun = begin(
        conn,
        By::Account(by),
        new,
        &Command::Submit,
        async |conn, case| {
            insert_into(terminations::table)
                .values((terminations::case_id.eq(case), request.row()))
                .execute(conn)
                .await?;
            files::attach(conn, by, case, Purpose::Material, chosen).await
        },
    );
    match begun.await {
        Err(ActError::Refused(Refusal::TerminationUnderWay)) => {
            Err(already(conn, by, agreement, request).await?)
        }
        begun => Ok(begun?),
    }
}

async fn again(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    seen: i32,
    request: &Request,
    chosen: &[Chosen],
) -> Result<Acted, ActError> {
    let held = hold(conn, By::Account(by), case).await?;
    if held.row.state.kind() != Kind::Termination {
        return Err(ActError::NotFound);
    }
    held.seen_at(seen)?;
    let change = since(conn, case, request).await?;
    update(terminations::table.find(case))
        .set(request.row())
        .execute(conn)
        .await?;
    files::attach(conn, by, case, Purpose::Material, chosen).await?;
    apply(conn, By::Account(by), held, &Command::Submit, change).await
}

/// What differs from what was handed in before: the event keeps it, and the reviewer reads it.
async fn since(conn: &mut Conn, case: CaseId, request: &Request) -> QueryResult<Change> {
    let before: (String, String, Option<NaiveDate>) = terminations::table
        .find(case)
        .select((
            terminations::reason_code,
            terminations::reason_text,
            terminations::ended_on,
        ))
        .first(conn)
        .await?;
    let (before, after) = request.difference(&before).unzip();
    Ok(Change { before, after })
}
