//! What the employment system answered.

use diesel::{dsl::now, prelude::*, update};
use diesel_async::RunQueryDsl;

use crate::{
    db::{Conn, schema::destination_sync},
    ids::StudentId,
};

/// It holds this version or a newer one. Versions only grow, so an answer that comes late changes nothing.
pub async fn pushed(conn: &mut Conn, student: StudentId, version: i64) -> QueryResult<()> {
    update(destination_sync::table.find(student))
        .filter(destination_sync::pushed_version.lt(version))
        .set((
            destination_sync::pushed_version.eq(version),
            destination_sync::pushed_at.eq(now),
            destination_sync::unknown_there.eq(false),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// It knows no such student: deleted from its roster. The push stops until the student is restored.
pub async fn unknown_there(conn: &mut Conn, student: StudentId) -> QueryResult<()> {
    update(destination_sync::table.find(student))
        .set(destination_sync::unknown_there.eq(true))
        .execute(conn)
        .await
        .map(drop)
}
