//! The database: pool, migrations and schema.

mod migrations;
pub(crate) mod one_of;
#[rustfmt::skip]
#[expect(missing_docs, reason = "generated: the migrations document the tables")]
pub mod schema;
pub(crate) mod starts_with;
pub(crate) mod text_enum;
pub(crate) mod written;

pub use diesel_async::AsyncPgConnection as Conn;
pub use diesel_async::pooled_connection::bb8;
pub use migrations::{MigrationError, is_migrated, migrate, revert};

use diesel::{ConnectionResult, QueryResult, result::Error};
use diesel_async::AsyncConnection;
use diesel_async::pooled_connection::{
    AsyncDieselConnectionManager, ManagerConfig, PoolError, PoolableConnection, RecyclingMethod,
};
use futures::FutureExt;
use schema::{accounts, cases, students};
use std::{future::ready, time::Duration};

// The foreign keys of these joins have several columns, which the generator passes over.
diesel::joinable!(accounts -> students (student_id));
diesel::joinable!(cases -> students (student_id));

/// A pool of connections that have stepped down to the application's role.
pub type Pool = bb8::Pool<Conn>;

/// A query failed.
pub type QueryError = diesel::result::Error;

/// A connection could not be had from the pool.
pub type NoConnection = bb8::RunError;

/// The role of the application: it may not change what is written once (migration 600).
const ROLE: &str = "wangqian_app";

/// How long to wait for a connection: longer than a burst of requests takes, shorter than whoever looks at a page that
/// does not come.
const PATIENCE: Duration = Duration::from_secs(2);

/// Opens a pool of at most `size` connections. None is opened before it is needed.
pub async fn connect(url: &str, size: u32) -> Result<Pool, PoolError> {
    let mut config = ManagerConfig::default();
    config.recycling_method = RecyclingMethod::CustomFunction(Box::new(|conn| ready(is_whole(conn)).boxed()));
    let manager = AsyncDieselConnectionManager::new_with_config(settled(url), config);
    bb8::Pool::builder()
        .max_size(size)
        // The one that was last in use has its plans at hand.
        .queue_strategy(::bb8::QueueStrategy::Lifo)
        .connection_timeout(PATIENCE)
        .build(manager)
        .await
}

/// A connection of one's own, set up as those of the pool: for what takes longer than a page may.
pub async fn alone(url: &str) -> ConnectionResult<Conn> {
    Conn::establish(&settled(url)).await
}

/// Can the connection be handed out again? Seen from here alone: the default asks the server, a round trip more for every
/// request. A connection that the server closed is seen as closed; one that broke without a word fails its first query.
fn is_whole(conn: &mut Conn) -> QueryResult<()> {
    if conn.is_broken() {
        Err(Error::BrokenTransactionManager)
    } else {
        Ok(())
    }
}

/// How the server plans what a connection asks, given with its start: no further round trip.
///
/// A statement is planned once for a connection, whatever its parameters: planning a page's statements again takes longer than
/// running them. What is planned without knowing its parameters must do for all of them. A merge of two tables does not: it looks
/// cheap where those who signed in so far stand at the beginning of all accounts, and walks through all that stand before whoever
/// signs in next. And what takes less than a millisecond is not shared out among processes: jobs and exports ask in the same way, by
/// key and many times over.
const PLANS: [&str; 3] = [
    "plan_cache_mode=force_generic_plan",
    "enable_mergejoin=off",
    "max_parallel_workers_per_gather=0",
];

/// The same address, with start-up options by which the server itself sets the role and how statements are planned.
fn settled(url: &str) -> String {
    let separator = if url.contains('?') { '&' } else { '?' };
    let role = format!("role={ROLE}");
    let options: Vec<String> = (std::iter::once(role.as_str()).chain(PLANS))
        .map(|option| format!("-c%20{}", option.replace('=', "%3D")))
        .collect();
    format!("{url}{separator}options={}", options.join("%20"))
}

#[cfg(test)]
mod tests {
    use super::settled;

    #[test]
    fn the_role_is_added_to_addresses_with_and_without_parameters() {
        let options = "options=-c%20role%3Dwangqian_app%20-c%20plan_cache_mode%3Dforce_generic_plan\
            %20-c%20enable_mergejoin%3Doff%20-c%20max_parallel_workers_per_gather%3D0";
        assert_eq!(settled("postgres://a/b"), format!("postgres://a/b?{options}"));
        assert_eq!(
            settled("postgres:///b?host=/tmp"),
            format!("postgres:///b?host=/tmp&{options}")
        );
    }
}
