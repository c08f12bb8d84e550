//! A student fills in what is to be registered, and hands it in.

use diesel::{dsl::exists, prelude::*, select, update};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{
    Column, Details, Extent, Type,
    gate::{floor, refuse},
    kept::{Kept, kept},
};
use crate::{
    access::Account,
    audit::{self, Entry},
    case::{ActError, Acted, By, Command, Held, Standing, apply, hold},
    company::misnamed,
    db::{
        Conn,
        schema::{case_files, destinations},
    },
    files::{Chosen, Purpose, attach},
    ids::CaseId,
    time,
    typed::{Typed, Wrong},
};

/// The field of a form that stands for what is uploaded with it.
pub const PROOF: &str = "proof";

/// Why a form was not taken.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// These fields are wrong.
    #[error("wrong fields")]
    Wrong(Wrong),
    /// The act was refused.
    #[error(transparent)]
    Act(#[from] ActError),
}

impl From<diesel::result::Error> for FormError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Act(error.into())
    }
}

impl From<Wrong> for FormError {
    fn from(wrong: Wrong) -> Self {
        Self::Wrong(wrong)
    }
}

/// Keeps a draft with its files, as far as it is filled in. What cannot be kept as it was typed is refused, and nothing is kept then.
///
/// # Errors
/// Wrong fields; and what would stand against handing it in.
pub async fn save(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    seen: i32,
    typed: &Typed,
    files: &[Chosen],
) -> Result<(), FormError> {
    conn.transaction(async |conn| {
        let (held, now) = open(conn, by, case, seen, typed).await?;
        if held.row.state.standing() != Standing::Pending {
            return Err(ActError::Moved.into());
        }
        let details = Details::read(typed, now.kind, held.row.cohort, time::today(), Extent::SoFar)?;
        write(conn, case, &details).await?;
        attach(conn, by, case, Purpose::Proof, files).await?;
        let entry = Entry::of(by, "destination.save", "case", Some(case.0)).in_school(held.row.school_id);
        audit::write(conn, &entry).await?;
        Ok(())
    })
    .await
}

/// Hands it in with its files: for the first time, or after it came back, or was taken back.
///
/// # Errors
/// Wrong fields: among them pay below the lowest wage, where the type has such a limit, and proof that is missing.
pub async fn submit(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    seen: i32,
    typed: &Typed,
    files: &[Chosen],
) -> Result<Acted, FormError> {
    conn.transaction(async |conn| {
        let (held, now) = open(conn, by, case, seen, typed).await?;
        let details = whole(conn, &held, now.kind, typed).await?;
        attach(conn, by, case, Purpose::Proof, files).await?;
        proven(conn, case, now.kind).await?;
        write(conn, case, &details).await?;
        let change = Kept::of(&details).since(kept(conn, case).await?);
        let acted = apply(conn, By::Account(by), held, &Command::Submit, change).await?;
        Ok(acted)
    })
    .await
}

/// The case, as it was seen, where it may be handed in; and what was filled in before.
async fn open(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    seen: i32,
    typed: &Typed,
) -> Result<(Held, Details), FormError> {
    let held = hold(conn, By::Account(by), case).await?;
    held.seen_at(seen)?;
    let now = details(conn, case).await?;
    // The form of another type, left open in another tab.
    if Type::parse(typed.get("type")).is_some_and(|kind| kind != now.kind) {
        return Err(ActError::Moved.into());
    }
    match held.refusal(&Command::Submit) {
        Some(refusal) => Err(ActError::from(refusal).into()),
        None => Ok((held, now)),
    }
}

/// Reads the whole form, measures its pay by the lowest wage, and compares its employer with the company that is registered here
/// under the same credit code.
pub(super) async fn whole(conn: &Conn, held: &Held, kind: Type, typed: &Typed) -> Result<Details, FormError> {
    let details = Details::read(typed, kind, held.row.cohort, time::today(), Extent::Whole)?;
    refuse(&details, floor(conn, &details).await?)?;
    if let (Some(code), Some(name)) = (&details.credit_code, &details.company_name)
        && let Some(sentence) = misnamed(conn, code, name).await?
    {
        return Err(Wrong::from([(Column::CompanyName.as_str(), sentence)]).into());
    }
    Ok(details)
}

/// What is filled in of a destination; a case of another kind has no such thing.
pub(super) async fn details(conn: &mut Conn, case: CaseId) -> Result<Details, ActError> {
    destinations::table
        .find(case)
        .select(Details::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or(ActError::NotFound)
}

pub(super) async fn write(conn: &mut Conn, case: CaseId, details: &Details) -> QueryResult<()> {
    update(destinations::table.find(case))
        .set(details)
        .execute(conn)
        .await
        .map(drop)
}

/// Something has been uploaded, where the type has to be shown by something.
async fn proven(conn: &mut Conn, case: CaseId, kind: Type) -> Result<(), FormError> {
    let description = kind.description();
    let uploaded = case_files::table
        .filter(case_files::case_id.eq(case))
        .filter(case_files::purpose.eq(Purpose::Proof))
        .filter(case_files::removed_at.is_null());
    if description.proof.is_empty() || select(exists(uploaded)).get_result(conn).await? {
        return Ok(());
    }
    let sentence = format!("请先上传证明材料，任选一项：{}", description.proof.join("、"));
    Err(Wrong::from([(PROOF, sentence)]).into())
}
