//! The database: pool, migrations and schema.

mod migrations;
#[rustfmt::skip]
#[expect(missing_docs, reason = "generated: the migrations document the tables")]
pub mod schema;
pub(crate) mod text_enum;

pub use diesel_async::AsyncPgConnection as Conn;
pub use migrations::{MigrationError, is_migrated, migrate, revert};

pub use diesel_async::pooled_connection::bb8;
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, PoolError};
use schema::{cases, students};
use std::time::Duration;

// The foreign key of this join has three columns, which the generator passes over.
diesel::joinable!(cases -> students (student_id));

/// A pool of connections that have stepped down to the application's role.
pub type Pool = bb8::Pool<Conn>;

/// A query failed.
pub type QueryError = diesel::result::Error;

/// A connection could not be had from the pool.
pub type NoConnection = bb8::RunError;

/// The role of the application: it may not change what is written once (migration 600).
const ROLE: &str = "wangqian_app";

/// Opens a pool of at most `size` connections. None is opened before it is needed.
pub async fn connect(url: &str, size: u32) -> Result<Pool, PoolError> {
    let manager = AsyncDieselConnectionManager::<Conn>::new(stepping_down(url));
    bb8::Pool::builder()
        .max_size(size)
        .connection_timeout(Duration::from_secs(5))
        .build(manager)
        .await
}

/// The same address, with a start-up option by which the server itself sets the role: no further round trip.
fn stepping_down(url: &str) -> String {
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}options=-c%20role%3D{ROLE}")
}

#[cfg(test)]
mod tests {
    use super::stepping_down;

    #[test]
    fn the_role_is_added_to_addresses_with_and_without_parameters() {
        assert_eq!(
            stepping_down("postgres://a/b"),
            "postgres://a/b?options=-c%20role%3Dwangqian_app"
        );
        assert_eq!(
            stepping_down("postgres:///b?host=/tmp"),
            "postgres:///b?host=/tmp&options=-c%20role%3Dwangqian_app"
        );
    }
}
