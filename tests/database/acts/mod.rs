//! The act path: all or nothing, one at a time, and only for those whose case it is.

mod atomic;
mod edges;
mod invitations;
mod notified;
mod planned;
mod printed;
mod races;
mod reach;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;
use wq_core::db::Conn;

/// What an act may write to.
const TABLES: [&str; 9] = [
    "cases",
    "case_events",
    "audit_entries",
    "messages",
    "jobs",
    "agreements",
    "destination_sync",
    "school_settings",
    "students",
];

#[derive(QueryableByName)]
struct Content {
    #[diesel(sql_type = Text)]
    content: String,
}

/// Everything that acts write, as text: equal where nothing at all was written between two looks.
async fn written(conn: &mut Conn) -> Vec<String> {
    let mut contents = Vec::new();
    for table in TABLES {
        let Content { content } = sql_query(format!(
            "SELECT coalesce(string_agg(row::text, E'\\n' ORDER BY row::text), '') AS content FROM {table} AS row"
        ))
        .get_result(conn)
        .await
        .expect("the table's rows");
        contents.push(content);
    }
    contents
}
