//! The files of a case.

use chrono::{DateTime, Utc};
use diesel::{delete, insert_into, prelude::*, update};
use diesel_async::RunQueryDsl;

use super::{Chosen, Hash, MediaType, Purpose, Ticket};
use crate::{
    access::{Account, Scope},
    db::{
        Conn,
        schema::{case_files, cases, files, uploads},
    },
    ids::{CaseId, FileId},
};

/// A file of a case.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Attached {
    /// The file.
    pub id: FileId,
    /// What it is to the case.
    pub purpose: Purpose,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: MediaType,
    /// Its size in bytes.
    pub size: i64,
    /// When it was handed in.
    pub uploaded_at: DateTime<Utc>,
}

/// The files of a case in reach, in the order in which they were handed in. Served by case_files_case.
pub async fn attached(mut conn: &Conn, scope: &Scope, case: CaseId) -> QueryResult<Vec<Attached>> {
    case_files::table
        .inner_join(cases::table)
        .inner_join(files::table)
        .filter(case_files::case_id.eq(case))
        .filter(case_files::removed_at.is_null())
        .filter(scope.cases())
        .order(case_files::id)
        .select((
            case_files::id,
            case_files::purpose,
            case_files::name,
            files::media_type,
            files::size,
            case_files::uploaded_at,
        ))
        .load(&mut conn)
        .await
}

/// Gives a case the files that its form held, and takes off it those that the form held no more: in the transaction of the act, on
/// a case that the actor was found to have. What was taken off stays kept.
pub(crate) async fn attach(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    purpose: Purpose,
    chosen: &[Chosen],
) -> QueryResult<()> {
    let stay = chosen.iter().filter_map(|one| match one {
        Chosen::Attached(id) => Some(*id),
        Chosen::Held(_) => None,
    });
    take_off(conn, case, purpose, stay.collect()).await?;
    for one in chosen {
        if let Chosen::Held(ticket) = one {
            take_up(conn, by, case, purpose, ticket).await?;
        }
    }
    Ok(())
}

/// Takes the files of a purpose off a case, all but those that stay, and says how many these were. They stay kept.
pub(crate) async fn take_off(
    conn: &mut Conn,
    case: CaseId,
    purpose: Purpose,
    stay: Vec<FileId>,
) -> QueryResult<usize> {
    update(case_files::table)
        .filter(case_files::case_id.eq(case))
        .filter(case_files::purpose.eq(purpose))
        .filter(case_files::removed_at.is_null())
        .filter(case_files::id.ne_all(stay))
        .set(case_files::removed_at.eq(Utc::now()))
        .execute(conn)
        .await
}

/// From the holding place to the case: one by one, so that they keep their order.
async fn take_up(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    purpose: Purpose,
    ticket: &Ticket,
) -> QueryResult<()> {
    let taken = delete(uploads::table)
        .filter(uploads::ticket.eq(ticket))
        .filter(uploads::account_id.eq(by.id))
        .returning((uploads::hash, uploads::name))
        .get_result::<(Hash, String)>(conn)
        .await
        .optional()?;
    let Some((hash, name)) = taken else {
        return Ok(());
    };
    insert_into(case_files::table)
        .values((
            case_files::case_id.eq(case),
            case_files::hash.eq(hash),
            case_files::name.eq(name),
            case_files::purpose.eq(purpose),
            case_files::uploaded_by.eq(by.id),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await
        .map(drop)
}
