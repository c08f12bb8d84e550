//! The demonstration: two schools, their students and companies, and a history in which every case came to be where it
//! stands by moves that the rules allow.
//!
//! Everything is made from seeded chance, so two loads at the same time are alike. The same loader fills the databases
//! that benchmarks run on.

mod accounts;
mod agreements;
mod calendar;
mod chance;
mod companies;
mod deck;
mod departments;
mod destinations;
mod dice;
mod enrol;
mod events;
mod insert;
mod names;
mod papers;
mod people;
mod play;
mod plot;
mod record;
mod roads;
mod schools;
mod sheet;
mod tell;
mod words;

use chrono::{DateTime, Utc};
use diesel::{QueryableByName, sql_query, sql_types::Bool};
use diesel_async::{AsyncConnection, RunQueryDsl, SimpleAsyncConnection};
use wq_core::{access::PasswordHash, db::Conn, files::Files};

use crate::accounts::PASSWORD;
use dice::Dice;
pub use enrol::enrol;
use papers::Papers;
use people::{Cohort, Roster};
use plot::Story;
use roads::Roads;
use schools::{SCHOOLS, School};
use tell::Teller;

/// The graduation year of the current cohort.
pub const CURRENT: i32 = 2027;

/// How much is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Students of the current cohort, both schools together.
    pub students: usize,
    /// Students of each earlier cohort.
    pub earlier: usize,
    /// Cohorts, the current one among them; at least one.
    pub cohorts: u8,
}

impl Size {
    /// So many students in each of so many cohorts.
    pub const fn even(students: usize, cohorts: u8) -> Self {
        Self {
            students,
            earlier: students,
            cohorts,
        }
    }
}

impl Default for Size {
    /// The demonstration: 600 students, 120 of them long since graduated.
    fn default() -> Self {
        Self {
            students: 480,
            earlier: 40,
            cohorts: 4,
        }
    }
}

/// What loading did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loaded {
    /// The demonstration is in the database now.
    New,
    /// There was a school in it already: nothing was changed.
    Already,
}

/// Is there a school in this migrated database already?
///
/// # Errors
///
/// Where the database does not answer.
pub async fn is_loaded(url: &str) -> anyhow::Result<bool> {
    let mut conn = Conn::establish(url).await?;
    Ok(!is_empty(&mut conn).await?)
}

/// Loads the demonstration into a migrated database that holds no school yet, in one transaction. Its papers go into `files`.
///
/// `url` is the schema's owner's: the guards that keep cases from beginning in the middle of their lives are off while
/// whole histories are written, and on again when the transaction commits.
///
/// # Errors
///
/// Where the database refuses; nothing is written then.
pub async fn load(url: &str, files: &Files, size: Size) -> anyhow::Result<Loaded> {
    load_as_of(url, files, size, Utc::now()).await
}

/// [`load`] as if it were `now`: times count back from it.
///
/// # Errors
///
/// As [`load`].
pub async fn load_as_of(url: &str, files: &Files, size: Size, now: DateTime<Utc>) -> anyhow::Result<Loaded> {
    let hash = PasswordHash::of(PASSWORD).await;
    let mut conn = Conn::establish(url).await?;
    conn.transaction(async |conn| {
        conn.batch_execute("LOCK TABLE schools IN EXCLUSIVE MODE").await?;
        if !is_empty(conn).await? {
            return Ok(Loaded::Already);
        }
        conn.batch_execute("ALTER TABLE cases DISABLE TRIGGER USER")
            .await?;
        write(conn, files, size, now, hash.as_str()).await?;
        conn.batch_execute(FOLLOWED).await?;
        conn.batch_execute("ALTER TABLE cases ENABLE TRIGGER USER")
            .await?;
        conn.batch_execute(include_str!("identities.sql")).await?;
        conn.batch_execute("ANALYZE").await?;
        Ok(Loaded::New)
    })
    .await
}

/// What a trigger writes where an act is taken: which destinations that were given up something followed (rule 11).
const FOLLOWED: &str = "UPDATE cases SET followed = true
    WHERE kind = 'destination' AND state = 'given_up' AND handed_in_since(cases)";

async fn is_empty(conn: &mut Conn) -> anyhow::Result<bool> {
    #[derive(QueryableByName)]
    struct Answer {
        #[diesel(sql_type = Bool)]
        empty: bool,
    }
    let answer: Answer = sql_query("SELECT NOT EXISTS (SELECT FROM schools) AS empty")
        .get_result(conn)
        .await?;
    Ok(answer.empty)
}

async fn write(
    conn: &mut Conn,
    files: &Files,
    size: Size,
    now: DateTime<Utc>,
    hash: &str,
) -> anyhow::Result<()> {
    let cohorts: Vec<i32> = (0..i32::from(size.cohorts.max(1)))
        .rev()
        .map(|back| CURRENT - back)
        .collect();
    schools::write(conn, &cohorts, now).await?;
    let mut companies = companies::all(now);
    let papers = Papers::keep(conn, files, &mut companies).await?;
    insert::insert(conn, &companies).await?;
    companies::warn(conn, now).await?;
    let officers = accounts::write(conn, &companies, hash).await?;
    let roads = Roads::survey()?;
    let mut teller = Teller::new(&roads, &officers, &companies, &papers, hash, now);
    let mut roster = Roster::new();
    // The current cohort comes first: its students have the demonstration's sign-ins, whatever the size.
    for &cohort in cohorts.iter().rev() {
        write_cohort(conn, &mut teller, &mut roster, cohort, size).await?;
    }
    teller.look_up_companies()?;
    teller.sheet.write(conn).await
}

/// Four in five students go to the demonstration school.
async fn write_cohort(
    conn: &mut Conn,
    teller: &mut Teller<'_>,
    roster: &mut Roster,
    year: i32,
    size: Size,
) -> anyhow::Result<()> {
    let current = year == CURRENT;
    let count = if current { size.students } else { size.earlier };
    let cohort = Cohort {
        year,
        uploaded: calendar::roster_day(year, CURRENT, teller.now),
        now: teller.now,
    };
    let last_day = calendar::last_day(year, CURRENT, teller.now);
    let [demonstration, second] = &SCHOOLS;
    let mut planned = if current { planned() } else { Vec::new() }.into_iter();
    for place in 0..count {
        let mut dice = Dice::of(year.unsigned_abs() as u64 * 1_000_000 + place as u64);
        let school = if place < count * 4 / 5 {
            demonstration
        } else {
            second
        };
        let (login, story) = match planned.next() {
            Some(told) if school.id == demonstration.id => told,
            _ => (None, some_story(school, current, &mut dice)),
        };
        let student = roster.next(school, cohort, story.wish, &mut dice);
        teller.tell(student, login, school, &story, last_day, &mut dice)?;
        if teller.sheet.is_full() {
            teller.sheet.write(conn).await?;
        }
    }
    Ok(())
}

/// The stories that must be told, the first of them of students with a sign-in of the demonstration.
fn planned() -> Vec<(Option<String>, Story)> {
    let signed_in = (1..).zip(deck::with_a_sign_in());
    let signed_in = signed_in.map(|(number, story)| (Some(format!("student-{number:02}")), story));
    signed_in
        .chain(deck::of_everything().into_iter().map(|story| (None, story)))
        .collect()
}

fn some_story(school: &School, current: bool, dice: &mut Dice) -> Story {
    if current {
        chance::current(school.mode, dice)
    } else {
        chance::earlier(school.mode, dice)
    }
}
