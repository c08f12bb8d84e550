//! Writing many rows at once.

use std::mem::take;

use diesel::{sql_query, sql_types::Text};
use diesel_async::RunQueryDsl;
use serde::Serialize;
use wq_core::db::Conn;

/// Rows in one statement: enough that round trips no longer count.
const BATCH: usize = 1_000;

/// A row as the loader writes it: its fields are columns of the table, the other columns keep their defaults.
pub(super) trait Row: Serialize {
    /// The table.
    const TABLE: &'static str;
}

/// Writes rows, in batches. The database itself reads them, by the types of its columns.
pub(super) async fn insert<R: Row>(conn: &mut Conn, rows: &[R]) -> anyhow::Result<()> {
    for batch in rows.chunks(BATCH) {
        let (table, columns) = (R::TABLE, columns(&batch[0])?);
        let statement = format!(
            "INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE
             SELECT {columns} FROM json_populate_recordset(NULL::{table}, $1::json)"
        );
        let rows = serde_json::to_string(batch)?;
        sql_query(statement).bind::<Text, _>(rows).execute(conn).await?;
    }
    Ok(())
}

/// Writes the rows and leaves the list empty.
pub(super) async fn drain<R: Row>(conn: &mut Conn, rows: &mut Vec<R>) -> anyhow::Result<()> {
    insert(conn, &take(rows)).await
}

/// The row's fields as a list of columns.
fn columns<R: Row>(row: &R) -> anyhow::Result<String> {
    let row = serde_json::to_value(row)?;
    let fields = row.as_object().into_iter().flatten();
    let quoted: Vec<String> = fields.map(|(name, _)| format!("\"{name}\"")).collect();
    Ok(quoted.join(", "))
}
