//! Invitations that a company is still writing (草稿): kept as typed, complete or not, until they are sent or dropped.
//!
//! A draft is no case: it may lack its student, and saving one must not say whether a name and a number belong together.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{delete, insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{
    Invitation, InviteError,
    batch::COLUMNS,
    invite::{invite, invited},
};
use crate::{
    access::{Account, Role},
    audit::{self, Entry},
    case::{ActError, Acted},
    db::{Conn, schema::invitation_drafts},
    ids::{CompanyId, DraftId, unguessable},
    typed::Typed,
};

/// Drafts that one company keeps at most.
pub const MOST: usize = 200;

/// Days for which a draft is kept that nobody works on: it names a person.
pub const KEEP_DAYS: i64 = 90;

/// The longest text of a field, in characters: longer than any that can be sent.
const LONGEST: usize = 600;

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its number.
    pub id: DraftId,
    /// Rises with every saving.
    pub version: i32,
    /// What was typed.
    pub typed: Typed,
    /// When it was last saved.
    pub updated_at: DateTime<Utc>,
}

/// Why a draft was not saved.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// There is none, or it is another company's, or was sent or dropped.
    #[error("no such draft")]
    NotFound,
    /// A colleague has saved it since.
    #[error("the draft was saved by somebody else")]
    Moved,
    /// The company has as many as it may.
    #[error("too many drafts")]
    TooMany,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

unguessable! {
    /// Names one form that was drawn to write an invitation, so that saving it again finds the draft that it made.
    FormKey
}

/// What an invitation that is still written is written on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A form that was drawn blank.
    Blank(FormKey),
    /// A draft, at a version.
    Draft(DraftId, i32),
}

type Row = (DraftId, i32, serde_json::Value, DateTime<Utc>);

fn draft((id, version, typed, updated_at): Row) -> Draft {
    Draft {
        id,
        version,
        typed: serde_json::from_value(typed).unwrap_or_default(),
        updated_at,
    }
}

fn company_of(account: &Account) -> Option<CompanyId> {
    match account.role {
        Role::Company { company } => Some(company),
        _ => None,
    }
}

/// The drafts of a company, newest first: at most [`MOST`]. Served by invitation_drafts_company.
pub async fn drafts(conn: &mut Conn, of: &Account) -> QueryResult<Vec<Draft>> {
    let Some(company) = company_of(of) else {
        return Ok(Vec::new());
    };
    let rows: Vec<Row> = invitation_drafts::table
        .filter(invitation_drafts::company_id.eq(company))
        .order(invitation_drafts::id.desc())
        .select((
            invitation_drafts::id,
            invitation_drafts::version,
            invitation_drafts::typed,
            invitation_drafts::updated_at,
        ))
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(draft).collect())
}

/// How many drafts a company has.
pub async fn number(conn: &mut Conn, of: &Account) -> QueryResult<i64> {
    let Some(company) = company_of(of) else {
        return Ok(0);
    };
    invitation_drafts::table
        .filter(invitation_drafts::company_id.eq(company))
        .count()
        .get_result(conn)
        .await
}

/// One draft of the company's; none for every other.
pub async fn find(conn: &mut Conn, of: &Account, id: DraftId) -> QueryResult<Option<Draft>> {
    let Some(company) = company_of(of) else {
        return Ok(None);
    };
    let row: Option<Row> = invitation_drafts::table
        .find(id)
        .filter(invitation_drafts::company_id.eq(company))
        .select((
            invitation_drafts::id,
            invitation_drafts::version,
            invitation_drafts::typed,
            invitation_drafts::updated_at,
        ))
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(draft))
}

/// The draft that a form has made; none where it was not saved, or the draft was sent or dropped. Served by
/// invitation_drafts_form_key.
pub async fn made_by(conn: &mut Conn, of: &Account, form: &FormKey) -> QueryResult<Option<DraftId>> {
    let Some(company) = company_of(of) else {
        return Ok(None);
    };
    invitation_drafts::table
        .filter(invitation_drafts::company_id.eq(company))
        .filter(invitation_drafts::form_key.eq(form))
        .select(invitation_drafts::id)
        .first(conn)
        .await
        .optional()
}

/// Keeps what was typed as a draft. A form that is saved again, by a double click or by going back to it, goes on with the draft that
/// it made: [`DraftError::Moved`] where somebody has gone on with that since.
pub async fn begin(
    conn: &mut Conn,
    by: &Account,
    form: &FormKey,
    typed: &Typed,
) -> Result<DraftId, DraftError> {
    let company = company_of(by).ok_or(DraftError::NotFound)?;
    conn.transaction(async |conn| {
        // Of two at once the second waits here until the first has made it.
        let begun: Option<DraftId> = insert_into(invitation_drafts::table)
            .values((
                invitation_drafts::company_id.eq(company),
                invitation_drafts::account_id.eq(by.id),
                invitation_drafts::typed.eq(fields(typed)),
                invitation_drafts::form_key.eq(form),
            ))
            .on_conflict((invitation_drafts::company_id, invitation_drafts::form_key))
            .do_nothing()
            .returning(invitation_drafts::id)
            .get_result(conn)
            .await
            .optional()?;
        let Some(id) = begun else {
            return begin_again(conn, by, company, form, typed).await;
        };
        if number(conn, by).await? > MOST as i64 {
            return Err(DraftError::TooMany);
        }
        written(conn, by, "invitation_draft.begin", id).await?;
        Ok(id)
    })
    .await
}

async fn begin_again(
    conn: &mut Conn,
    by: &Account,
    company: CompanyId,
    form: &FormKey,
    typed: &Typed,
) -> Result<DraftId, DraftError> {
    let found: Option<(DraftId, i32, serde_json::Value)> = invitation_drafts::table
        .filter(invitation_drafts::company_id.eq(company))
        .filter(invitation_drafts::form_key.eq(form))
        .select((
            invitation_drafts::id,
            invitation_drafts::version,
            invitation_drafts::typed,
        ))
        .first(conn)
        .await
        .optional()?;
    match found {
        Some((id, _, same)) if same == fields(typed) => Ok(id),
        Some((id, 1, _)) => save(conn, by, id, 1, typed).await.map(|()| id),
        Some(_) | None => Err(DraftError::Moved),
    }
}

/// Keeps what was typed into a draft as it was seen at a version.
pub async fn save(
    conn: &mut Conn,
    by: &Account,
    id: DraftId,
    seen: i32,
    typed: &Typed,
) -> Result<(), DraftError> {
    conn.transaction(async |conn| {
        let found = find(conn, by, id).await?.ok_or(DraftError::NotFound)?;
        let saved = update(invitation_drafts::table.find(found.id))
            .filter(invitation_drafts::version.eq(seen))
            .set((
                invitation_drafts::typed.eq(fields(typed)),
                invitation_drafts::version.eq(invitation_drafts::version + 1),
                invitation_drafts::updated_at.eq(Utc::now()),
            ))
            .execute(conn)
            .await?;
        if saved == 0 {
            return Err(DraftError::Moved);
        }
        Ok(written(conn, by, "invitation_draft.save", id).await?)
    })
    .await
}

/// Drops a draft. Twice is harmless.
pub async fn remove(conn: &mut Conn, by: &Account, id: DraftId) -> Result<(), DraftError> {
    conn.transaction(async |conn| {
        let found = find(conn, by, id).await?.ok_or(DraftError::NotFound)?;
        delete(invitation_drafts::table.find(found.id))
            .execute(conn)
            .await?;
        Ok(written(conn, by, "invitation_draft.remove", id).await?)
    })
    .await
}

/// Sends what was written, and deletes the draft that it was written on with it: both, or neither. A form that was saved, and gone
/// back to, takes the draft that it made with it. Sent twice, the draft is gone, and what it became is found.
pub async fn send(
    conn: &mut Conn,
    by: &Account,
    origin: &Origin,
    invitation: Invitation,
) -> Result<Acted, InviteError> {
    let company = company_of(by).ok_or(ActError::NotFound)?;
    conn.transaction(async |conn| {
        if let Origin::Draft(id, _) = origin
            && find(conn, by, *id).await?.is_none()
        {
            return Ok(Err(sent_already(conn, by, &invitation).await?));
        }
        let sent = invite(conn, by, invitation).await;
        // One that says the same was sent from here a moment before.
        if matches!(sent, Ok(_) | Err(InviteError::InvitedAlready { same: true, .. })) {
            end(conn, company, origin).await?;
        }
        QueryResult::Ok(sent)
    })
    .await?
}

async fn end(conn: &mut Conn, company: CompanyId, origin: &Origin) -> QueryResult<()> {
    let of_company = delete(invitation_drafts::table).filter(invitation_drafts::company_id.eq(company));
    match origin {
        Origin::Blank(form) => {
            let made_by_it = of_company.filter(invitation_drafts::form_key.eq(form));
            made_by_it.execute(conn).await.map(drop)
        }
        Origin::Draft(id, _) => {
            let it = of_company.filter(invitation_drafts::id.eq(id));
            it.execute(conn).await.map(drop)
        }
    }
}

async fn sent_already(conn: &mut Conn, by: &Account, invitation: &Invitation) -> QueryResult<InviteError> {
    Ok(match invited(conn, by, invitation).await? {
        Some((case, true)) => InviteError::InvitedAlready { case, same: true },
        Some((_, false)) | None => ActError::NotFound.into(),
    })
}

/// Deletes the drafts that nobody works on any more. Answers how many.
pub async fn prune(conn: &mut Conn) -> QueryResult<usize> {
    let before = Utc::now() - TimeDelta::days(KEEP_DAYS);
    delete(invitation_drafts::table.filter(invitation_drafts::updated_at.lt(before)))
        .execute(conn)
        .await
}

async fn written(conn: &mut Conn, by: &Account, act: &str, id: DraftId) -> QueryResult<()> {
    audit::write(conn, &Entry::of(by, act, "invitation_draft", Some(id.0))).await
}

/// The fields of the form and no others, none longer than anything that can be sent, and without what no database holds.
fn fields(typed: &Typed) -> serde_json::Value {
    let pairs = COLUMNS.iter().filter_map(|column| {
        let text: String = typed
            .get(column.field)
            .chars()
            .filter(|c| *c != '\0')
            .take(LONGEST)
            .collect();
        (!text.is_empty()).then(|| (column.field.to_owned(), text.into()))
    });
    serde_json::Value::Object(pairs.collect())
}
