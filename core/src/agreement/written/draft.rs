//! A form that was put aside.

use chrono::{DateTime, Utc};
use diesel::{insert_into, prelude::*, upsert::excluded};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

use super::{
    FIELDS, FILES, Form, On,
    hand_in::{held, new},
    own::taken_back,
};
use crate::{
    access::{Account, Role},
    agreement::parts::SIGNED_ON,
    case::{ActError, Command, Draft},
    db::{Conn, schema::form_drafts},
    files::Chosen,
    ids::StudentId,
    typed::Typed,
};

/// The longest text that is put aside, in characters: longer ones are refused when the form is handed in.
const LONGEST: usize = 2000;

/// A form as it was put aside.
#[derive(Debug, Clone)]
pub struct Saved {
    /// What was typed.
    pub typed: Typed,
    /// Its files.
    pub files: Vec<Chosen>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Puts a form aside as it is, in order or not. What was put aside before gives way.
///
/// # Errors
/// What would stand against handing it in: a form that was handed in meanwhile, and is still open in another tab, leaves nothing that
/// would stand in the place of what was handed in, or of what was edited since it was taken back.
pub async fn keep_draft(
    conn: &mut Conn,
    by: &Account,
    form: Form,
    on: On,
    typed: &Typed,
    files: &[Chosen],
) -> Result<(), ActError> {
    let Role::Student { student, .. } = by.role else {
        return Err(ActError::NotFound);
    };
    conn.transaction(async |conn| {
        match on {
            On::New => fresh(conn, by, form, student).await?,
            On::Case { case, seen } => {
                let refusal = held(conn, by, form, case, seen).await?.refusal(&Command::Submit);
                refusal.map_or(Ok(()), |refusal| Err(ActError::from(refusal)))?;
            }
        }
        Ok(keep(conn, by, form, typed, files).await?)
    })
    .await
}

/// Locks the student, and asks whether a new form could be handed in. Where one was taken back it is that one which goes on: there are
/// never two.
pub(super) async fn fresh(
    conn: &mut Conn,
    by: &Account,
    form: Form,
    student: StudentId,
) -> Result<(), ActError> {
    Draft::of(conn, by, new(form, student, None)).await?;
    match taken_back(conn, by, form).await? {
        None => Ok(()),
        Some(_) => Err(ActError::Moved),
    }
}

async fn keep(conn: &mut Conn, by: &Account, form: Form, typed: &Typed, files: &[Chosen]) -> QueryResult<()> {
    let mut kept: Map<String, Value> = FIELDS
        .iter()
        .chain([&SIGNED_ON])
        .map(|field| {
            let text: String = typed
                .get(field)
                .chars()
                .filter(|c| *c != '\0')
                .take(LONGEST)
                .collect();
            ((*field).to_owned(), text.into())
        })
        .collect();
    let files: Vec<String> = files.iter().map(Chosen::to_string).collect();
    kept.insert(FILES.to_owned(), files.join(",").into());
    insert_into(form_drafts::table)
        .values((
            form_drafts::account_id.eq(by.id),
            form_drafts::form.eq(form),
            form_drafts::typed.eq(Value::Object(kept)),
            form_drafts::saved_at.eq(Utc::now()),
        ))
        .on_conflict((form_drafts::account_id, form_drafts::form))
        .do_update()
        .set((
            form_drafts::typed.eq(excluded(form_drafts::typed)),
            form_drafts::saved_at.eq(excluded(form_drafts::saved_at)),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// What was put aside of a form, if anything.
pub async fn saved(mut conn: &Conn, by: &Account, form: Form) -> QueryResult<Option<Saved>> {
    let found = form_drafts::table
        .find((by.id, form))
        .select((form_drafts::typed, form_drafts::saved_at))
        .first::<(Value, DateTime<Utc>)>(&mut conn)
        .await
        .optional()?;
    Ok(found.map(|(value, at)| {
        let mut fields: BTreeMap<String, String> = serde_json::from_value(value).unwrap_or_default();
        let files = fields.remove(FILES).unwrap_or_default();
        Saved {
            typed: Typed(fields),
            files: Chosen::parse_all(&files),
            at,
        }
    }))
}

/// The forms that an account put aside, and when.
pub async fn put_aside(mut conn: &Conn, by: &Account) -> QueryResult<Vec<(Form, DateTime<Utc>)>> {
    form_drafts::table
        .filter(form_drafts::account_id.eq(by.id))
        .order(form_drafts::form)
        .select((form_drafts::form, form_drafts::saved_at))
        .load(&mut conn)
        .await
}
