//! Reading an export out of one snapshot, batch by batch.

use diesel::{pg::Pg, prelude::*, sql_types::Integer};
use diesel_async::RunQueryDsl;
use futures::{StreamExt, TryStreamExt, stream};
use tokio::sync::mpsc::Sender;

use super::{
    batch::batch,
    record::Record,
    wanted::{Content, Export},
};
use crate::{
    access::Account,
    audit::{self, Entry},
    case::queue::{Filter, Picked, Wanted, beside, pick},
    db::{
        Conn, QueryError,
        one_of::one_of,
        schema::{case_events, cases},
    },
    ids::CaseId,
    settings::Office,
    time::{end_of, start_of},
};

/// Cases that are read at once.
const BATCH: usize = 250;

/// Tells the locks of exports from others: the first of the two keys of an advisory lock.
const EXPORTS: i32 = 0x6578;

/// Why nothing was taken away. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum NotExported {
    /// The same account takes something away just now.
    #[error("the same account exports already")]
    UnderWay,
    /// Nobody takes the batches any more: the file could not be written.
    #[error("nobody takes the rows")]
    NotTaken,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] QueryError),
}

diesel::define_sql_function! {
    /// Whether the lock could be had. It is held until the transaction ends.
    fn pg_try_advisory_xact_lock(class: Integer, number: Integer) -> diesel::sql_types::Bool;
}

/// How many rows an export has.
pub async fn size(
    mut conn: &Conn,
    by: &Account,
    office: &Office,
    wanted: &Wanted,
    content: Content,
) -> QueryResult<i64> {
    let filter = filter(by, office, wanted, content);
    let picked = pick(&by.scope(), &filter);
    match content {
        Content::Cases => picked.count().get_result(&mut conn).await,
        Content::Returns => {
            let of_cases = case_events::case_id.eq_any(picked.select(cases::id));
            let returns = returns(wanted).filter(of_cases);
            returns.count().get_result(&mut conn).await
        }
    }
}

/// Reads an export on a connection of its own, hands its rows on batch by batch, and keeps in the trail that it was taken.
/// Answers how many rows there were.
///
/// # Errors
/// [`NotExported`]: then the batches handed on are of no use.
pub async fn read(
    conn: &mut Conn,
    by: &Account,
    office: &Office,
    export: &Export,
    rows: Sender<Vec<Record>>,
) -> Result<u64, NotExported> {
    conn.build_transaction()
        .repeatable_read()
        .run(async |conn| {
            // One at a time of an account, whichever process serves it. Accounts that share a lock wait for each other.
            let lock = pg_try_advisory_xact_lock(EXPORTS, by.id.0 as i32);
            if !diesel::select(lock).get_result::<bool>(conn).await? {
                return Err(NotExported::UnderWay);
            }
            let ids = ids(conn, by, office, export).await?;
            let number = hand_on(conn, export, &ids, &rows).await?;
            let entry = Entry::of(by, "cases.export", "module", None).with(export.trace(number));
            audit::write(conn, &entry).await?;
            Ok(number)
        })
        .await
}

/// Hands the rows of the cases on, and counts them. The next batch is asked for while one is read, so that the database works on
/// meanwhile.
async fn hand_on(
    conn: &Conn,
    export: &Export,
    ids: &[CaseId],
    rows: &Sender<Vec<Record>>,
) -> Result<u64, NotExported> {
    let batches: Vec<_> = (ids.chunks(BATCH))
        .map(|some| batch(conn, &export.wanted, export.content, some))
        .collect();
    let mut batches = stream::iter(batches).buffered(2);
    let mut number = 0;
    while let Some(records) = batches.try_next().await? {
        number += records.len() as u64;
        rows.send(records).await.map_err(|_| NotExported::NotTaken)?;
    }
    Ok(number)
}

/// The cases of an export in the order of their list, which the list's own index answers.
async fn ids(mut conn: &Conn, by: &Account, office: &Office, export: &Export) -> QueryResult<Vec<CaseId>> {
    let filter = filter(by, office, &export.wanted, export.content);
    let picked: Picked = match export.content {
        Content::Cases => pick(&by.scope(), &filter),
        Content::Returns => {
            let returned = returns(&export.wanted).select(case_events::case_id);
            pick(&by.scope(), &filter).filter(cases::id.eq_any(returned))
        }
    };
    let ordered = beside(picked, filter.order, None, true).select(cases::id);
    ordered.load(&mut conn).await
}

/// The returns on the days of a list. Served by case_events_returns.
pub(super) fn returns(wanted: &Wanted) -> case_events::BoxedQuery<'static, Pg> {
    let mut returns = case_events::table
        .filter(one_of(case_events::command, ["return"]))
        .into_boxed();
    if let Some(from) = wanted.from {
        returns = returns.filter(case_events::at.ge(start_of(from)));
    }
    if let Some(to) = wanted.to {
        returns = returns.filter(case_events::at.lt(end_of(to)));
    }
    returns
}

/// A case that was returned has moved on since, so returns are looked for in every state; the list's days are theirs.
fn filter(by: &Account, office: &Office, wanted: &Wanted, content: Content) -> Filter {
    let filter = wanted.filter(by, office);
    match content {
        Content::Cases => filter,
        Content::Returns => Filter {
            states: None,
            overdue: false,
            entered_from: None,
            entered_before: None,
            ..filter
        },
    }
}
