//! One school of one cohort, open for everything, on a database of its own.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use diesel::{insert_into, prelude::*, sql_query, update};
use diesel_async::{RunQueryDsl, pooled_connection::bb8::PooledConnection};
use tempfile::TempDir;
use tokio::time::{Instant, sleep};
use wq_core::{
    case::ReviewMode,
    db::{
        self, Conn, Pool,
        schema::{cohorts, province_settings, school_settings, schools},
    },
    ids::SchoolId,
};
use wq_sandbox::postgres::throwaway::Throwaway;

/// The current cohort.
pub const COHORT: i32 = 2027;
/// The province of the school.
pub const PROVINCE: &str = "320000";
/// Longer than anything takes that comes at all.
pub const LIMIT: Duration = Duration::from_secs(30);

/// A migrated database with a school. Reviewed by the school only, until [`World::review_by`] says otherwise.
pub struct World {
    /// Connections of the application's role.
    pub pool: Pool,
    /// The database, for the owner of the schema.
    pub url: String,
    /// The school.
    pub school: SchoolId,
    /// The folder of files, which goes with the world.
    pub files: TempDir,
    pub(crate) serial: AtomicI64,
}

impl World {
    /// A new database, copied from one that was migrated once for this process.
    pub async fn new() -> Self {
        Self::on(Throwaway::shared().expect("a PostgreSQL server")).await
    }

    /// The same on a server of the test's own, which it may stop.
    pub async fn on(server: &Throwaway) -> Self {
        let migrated = server
            .template("migrated", async |url| -> anyhow::Result<()> {
                Ok(db::migrate(&url).await?)
            })
            .await
            .expect("a migrated database");
        let url = server.database(Some(migrated)).await.expect("a database");
        let world = Self::at(url).await;
        world.found_school().await.expect("a school");
        world
    }

    /// A database that somebody else has filled.
    pub async fn at(url: String) -> Self {
        Self {
            pool: db::connect(&url, 8).await.expect("a pool"),
            url,
            school: SchoolId(1),
            files: tempfile::tempdir().expect("a folder"),
            serial: AtomicI64::new(0),
        }
    }

    async fn found_school(&self) -> QueryResult<()> {
        let conn = &mut *self.conn().await;
        insert_into(cohorts::table)
            .values((cohorts::year.eq(COHORT), cohorts::is_current.eq(true)))
            .execute(conn)
            .await?;
        insert_into(schools::table)
            .values((
                schools::id.eq(self.school),
                schools::code.eq("10284"),
                schools::name.eq("江南大学堂"),
                schools::province.eq(PROVINCE),
            ))
            .execute(conn)
            .await?;
        insert_into(province_settings::table)
            .values((
                province_settings::province.eq(PROVINCE),
                province_settings::cohort.eq(COHORT),
                province_settings::agreement_form.eq("two_party"),
            ))
            .execute(conn)
            .await?;
        insert_into(school_settings::table)
            .values((
                school_settings::school_id.eq(self.school),
                school_settings::cohort.eq(COHORT),
                school_settings::signing_open.eq(true),
                school_settings::paper_open.eq(true),
                school_settings::destination_open.eq(true),
            ))
            .execute(conn)
            .await
            .map(drop)
    }

    /// A connection.
    pub async fn conn(&self) -> PooledConnection<'_, Conn> {
        self.pool.get().await.expect("a connection")
    }

    /// Sets who reviews (3.3).
    pub async fn review_by(&self, mode: ReviewMode) {
        update(school_settings::table.find((self.school, COHORT)))
            .set(school_settings::review_mode.eq(mode))
            .execute(&mut *self.conn().await)
            .await
            .expect("the setting");
    }

    /// Runs a statement of SQL and answers how many rows it touched.
    pub async fn sql(&self, statement: &str) -> usize {
        let ran = sql_query(statement).execute(&mut *self.conn().await).await;
        ran.unwrap_or_else(|error| panic!("{statement}: {error}"))
    }

    /// Waits until this holds. Panics with `what` where it does not within [`LIMIT`].
    pub async fn until(&self, what: &str, holds: impl AsyncFn(&Self) -> bool) {
        let start = Instant::now();
        while !holds(self).await {
            assert!(start.elapsed() < LIMIT, "it never came to that: {what}");
            sleep(Duration::from_millis(20)).await;
        }
    }

    pub(crate) fn next(&self) -> i64 {
        self.serial.fetch_add(1, Ordering::Relaxed) + 1
    }
}
