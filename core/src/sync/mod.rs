//! A student's place in the employment system: the current destination, and a version that only grows (14.1).

mod current;
mod destination;
mod pushed;

pub use current::{Current, current};
pub use destination::{Company, Destination};
pub use pushed::{pushed, unknown_there};

use diesel::{insert_into, prelude::*};
use diesel_async::RunQueryDsl;

use crate::{
    db::{Conn, schema::destination_sync},
    ids::StudentId,
};

/// The student's effective destination is another now, or reads differently. The caller enqueues the push.
pub(crate) async fn changed(conn: &mut Conn, student: StudentId) -> QueryResult<()> {
    insert_into(destination_sync::table)
        .values((
            destination_sync::student_id.eq(student),
            destination_sync::version.eq(1),
        ))
        .on_conflict(destination_sync::student_id)
        .do_update()
        .set((
            destination_sync::version.eq(destination_sync::version + 1),
            destination_sync::changed_at.eq(diesel::dsl::now),
        ))
        .execute(conn)
        .await
        .map(drop)
}
