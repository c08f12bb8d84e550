//! The database: a private PostgreSQL that writes durably, and in it the large school, loaded once and copied for every
//! run, so that every run begins with the same waiting cases.

use std::{fmt, fs, path::Path, time::Instant};

use anyhow::Context;
use diesel::{
    dsl::{exists, not},
    prelude::*,
    sql_query,
    sql_types::Text,
};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use tokio::task::spawn_blocking;
use wq_core::{
    access::{self, Account, Limits, Token},
    db::{
        self, Conn,
        schema::{accounts, cases, cohorts, students},
    },
    files::Files,
    ids::{AccountId, SchoolId},
};
use wq_sandbox::{
    demo::{self, Size},
    postgres::{Install, Options, PrivatePostgres},
};

use crate::serve::files_folder;

/// The copy that a run works on.
const RUN: &str = "bench_run";
/// The school while it is being loaded: a broken-off load is never taken for a whole one.
const LOADING: &str = "bench_loading";
/// What the employment system is still owed by the history has no part in the figures.
const SETTLE: &str = "DELETE FROM jobs;
    UPDATE destination_sync SET pushed_version = version, pushed_at = changed_at";

/// How large the school is.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct School {
    /// Students of the school in each cohort
    #[arg(long, default_value_t = 15_000)]
    students: usize,
    /// Cohorts, the current one among them
    #[arg(long, default_value_t = 4)]
    cohorts: u8,
}

impl School {
    fn database(&self) -> String {
        format!("bench_{}_{}", self.students, self.cohorts)
    }

    /// The loader gives four in five students to the demonstration school.
    fn size(&self) -> Size {
        Size::even(self.students * 5 / 4, self.cohorts)
    }
}

impl fmt::Display for School {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a school of {} students in each of {} cohorts",
            self.students, self.cohorts
        )
    }
}

/// The server and the run's database.
pub struct Ground {
    server: PrivatePostgres,
    /// The run's database.
    pub url: String,
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct SignedIn {
    /// The name to sign in with.
    pub login: String,
    /// Who it is, and so what they may see.
    pub account: Account,
    /// The session.
    pub token: Token,
}

impl Ground {
    /// Starts the server in `folder`, and gives a fresh copy of the school.
    pub async fn prepare(folder: &Path, school: &School, fresh: bool) -> anyhow::Result<Self> {
        fs::create_dir_all(folder)?;
        let folder = folder.join("postgres");
        let options = Options {
            install: Install::Allowed,
            durable: true,
            programs: std::env::var_os("PG_BIN").map(Into::into),
            tell: |line| println!("{line}"),
        };
        let server = spawn_blocking(move || PrivatePostgres::start(&folder, &options)).await??;
        let mut admin = AsyncPgConnection::establish(&server.url("postgres")).await?;
        let name = school.database();
        let kept =
            !fresh && is_loaded(&mut admin, &name).await? && db::is_migrated(&server.url(&name)).await?;
        if !kept {
            load(&mut admin, &server, school).await?;
        }
        remove(&mut admin, RUN).await?;
        admin
            .batch_execute(&format!("CREATE DATABASE {RUN} TEMPLATE {name}"))
            .await?;
        // What the copy wrote is not to be written while the run is measured.
        admin.batch_execute("CHECKPOINT").await?;
        let url = server.url(RUN);
        Ok(Self { server, url })
    }

    /// The server's first process, whose children serve the connections.
    pub fn postmaster(&self) -> Option<u32> {
        let file = fs::read_to_string(self.server.folder().join("data/postmaster.pid")).ok()?;
        file.lines().next()?.trim().parse().ok()
    }

    /// The server's version and the settings that decide what a commit costs.
    pub async fn describe(&self) -> anyhow::Result<String> {
        let mut conn = Conn::establish(&self.url).await?;
        let mut said = Vec::new();
        for setting in ["server_version", "fsync", "synchronous_commit", "shared_buffers"] {
            said.push(format!("{setting} {}", shown(&mut conn, setting).await?));
        }
        Ok(format!("PostgreSQL {}", said.join(", ")))
    }

    /// Signs in every school and department officer of the large school.
    pub async fn officers(&self) -> anyhow::Result<Vec<SignedIn>> {
        let mut conn = Conn::establish(&self.url).await?;
        let school = school(&mut conn).await?;
        let found = accounts::table
            .filter(accounts::school_id.eq(school))
            .filter(accounts::role.eq_any(["school", "department"]))
            .order(accounts::id)
            .select((accounts::id, accounts::login))
            .load(&mut conn)
            .await?;
        sign_in(&mut conn, found).await
    }

    /// Signs in everyone of the companies.
    pub async fn companies(&self) -> anyhow::Result<Vec<SignedIn>> {
        let mut conn = Conn::establish(&self.url).await?;
        let found = accounts::table
            .filter(accounts::role.eq("company"))
            .order(accounts::id)
            .select((accounts::id, accounts::login))
            .load(&mut conn)
            .await?;
        sign_in(&mut conn, found).await
    }

    /// Signs in a student of the large school who has no case yet.
    pub async fn student(&self) -> anyhow::Result<Token> {
        let mut conn = Conn::establish(&self.url).await?;
        let school = school(&mut conn).await?;
        let current = cohorts::table.filter(cohorts::is_current).select(cohorts::year);
        let without_case = students::table
            .filter(students::school_id.nullable().eq(school))
            .filter(students::cohort.eq_any(current))
            .filter(not(exists(
                cases::table.filter(cases::student_id.eq(students::id)),
            )))
            .select(students::id.nullable());
        let id: AccountId = accounts::table
            .filter(accounts::student_id.eq_any(without_case))
            .order(accounts::id)
            .select(accounts::id)
            .first(&mut conn)
            .await?;
        Ok(access::open(&mut conn, id, "bench").await?)
    }

    /// The graduation year whose students may act.
    pub async fn cohort(&self) -> anyhow::Result<i32> {
        let mut conn = Conn::establish(&self.url).await?;
        let current = cohorts::table.filter(cohorts::is_current).select(cohorts::year);
        Ok(current.first(&mut conn).await?)
    }

    /// Stops the server.
    pub async fn close(self) -> anyhow::Result<()> {
        Ok(spawn_blocking(move || self.server.stop()).await??)
    }
}

async fn sign_in(conn: &mut Conn, found: Vec<(AccountId, String)>) -> anyhow::Result<Vec<SignedIn>> {
    let mut people = Vec::new();
    for (id, login) in found {
        let token = access::open(conn, id, "bench").await?;
        let session = access::find(conn, &token, Limits::default(), access::Asked::ByPerson).await?;
        let account = session
            .with_context(|| format!("{login} is not signed in"))?
            .account;
        people.push(SignedIn {
            login,
            account,
            token,
        });
    }
    Ok(people)
}

/// The large school.
async fn school(conn: &mut Conn) -> anyhow::Result<Option<SchoolId>> {
    let of_school = accounts::table
        .filter(accounts::login.eq("school"))
        .select(accounts::school_id);
    Ok(of_school.first(conn).await?)
}

async fn load(admin: &mut Conn, server: &PrivatePostgres, school: &School) -> anyhow::Result<()> {
    println!("Loading {school}, once …");
    let begun = Instant::now();
    let name = school.database();
    remove(admin, &name).await?;
    remove(admin, LOADING).await?;
    let url = server.ensure_database(LOADING).await?;
    db::migrate(&url).await?;
    let files = Files::in_folder(&files_folder())?;
    demo::load(&url, &files, school.size()).await?;
    let mut conn = AsyncPgConnection::establish(&url).await?;
    conn.batch_execute(SETTLE).await?;
    conn.batch_execute("VACUUM ANALYZE").await?;
    drop(conn);
    admin
        .batch_execute(&format!("ALTER DATABASE {LOADING} RENAME TO {name}"))
        .await?;
    println!("Loaded in {:.0} s", begun.elapsed().as_secs_f64());
    Ok(())
}

async fn is_loaded(admin: &mut Conn, name: &str) -> anyhow::Result<bool> {
    let found: Option<Said> = sql_query("SELECT datname::text AS said FROM pg_database WHERE datname = $1")
        .bind::<Text, _>(name)
        .get_result(admin)
        .await
        .optional()?;
    Ok(found.is_some())
}

async fn remove(admin: &mut Conn, name: &str) -> anyhow::Result<()> {
    Ok(admin
        .batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        .await?)
}

async fn shown(conn: &mut Conn, setting: &str) -> anyhow::Result<String> {
    let query = sql_query("SELECT current_setting($1) AS said").bind::<Text, _>(setting);
    let said: Said = query.get_result(conn).await?;
    Ok(said.said)
}

#[derive(diesel::QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    said: String,
}
