//! What the employment system last told of a student, with its time.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{insert_into, prelude::*, upsert::excluded};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::Value;

use super::held::Held;
use crate::{
    db::{
        Conn,
        schema::{employment_records, students},
    },
    ids::StudentId,
    jobs::{enqueue, payloads::ReadGraduate},
    sync::Destination,
};

/// An answer is good for ten minutes: what was mended there is to be seen before the verdict.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// How long a reader is told that the answer is on its way.
const PATIENCE: TimeDelta = TimeDelta::minutes(2);

/// The last answer, and whether one could be had since. No `Debug`: it is a person's data.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = employment_records, check_for_backend(diesel::pg::Pg))]
pub struct Record {
    student: Option<Value>,
    destination: Option<Value>,
    /// When this was answered; none: never.
    pub fetched_at: Option<DateTime<Utc>>,
    /// When it was last asked for.
    pub asked_at: DateTime<Utc>,
    /// Why the last question had no answer; none: it had one, or is on its way.
    pub failure: Option<String>,
}

impl Record {
    /// The student as the employment system has them; none where it has no such student.
    pub fn student(&self) -> Option<Held> {
        serde_json::from_value(self.student.clone()?).ok()
    }

    /// 已报送去向: the destination that it holds; none where it holds none.
    pub fn destination(&self) -> Option<Destination> {
        serde_json::from_value(self.destination.clone()?).ok()
    }

    /// A question is on its way. After [`PATIENCE`] nobody waits any more.
    pub fn is_awaited(&self, now: DateTime<Utc>) -> bool {
        let answered = self.fetched_at.is_some_and(|at| at >= self.asked_at);
        !answered && self.failure.is_none() && now - self.asked_at < PATIENCE
    }

    /// The answer is too old to go by, and none is on its way.
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        self.fetched_at.is_none_or(|at| now - at > FRESH) && now - self.asked_at > PATIENCE
    }
}

/// Asks for a student, in one transaction with the note that it was asked. A question that waits already stands for this one
/// too: asking twice does no harm.
pub async fn ask(conn: &mut Conn, student: StudentId) -> QueryResult<Record> {
    conn.transaction(async |conn| {
        let now = Utc::now();
        let record = insert_into(employment_records::table)
            .values((
                employment_records::student_id.eq(student),
                employment_records::asked_at.eq(now),
            ))
            .on_conflict(employment_records::student_id)
            .do_update()
            .set((
                employment_records::asked_at.eq(now),
                employment_records::failure.eq(None::<String>),
            ))
            .returning(Record::as_returning())
            .get_result(conn)
            .await?;
        enqueue(
            conn,
            &ReadGraduate {
                student_id: student.0,
            },
        )
        .await?;
        Ok(record)
    })
    .await
}

/// Asks where the answer is too old to go by, or there is none. What is known then.
pub async fn ask_if_stale(
    conn: &mut Conn,
    student: StudentId,
    known: Option<Record>,
) -> QueryResult<Option<Record>> {
    let now = Utc::now();
    match known {
        Some(record) if !record.is_stale(now) => Ok(Some(record)),
        Some(_) | None => ask(conn, student).await.map(Some),
    }
}

/// 考生号, by which the employment system knows a student; none of a dormant one, whom it does not have.
pub async fn student_ref(conn: &mut Conn, student: StudentId) -> QueryResult<Option<String>> {
    students::table
        .find(student)
        .filter(students::dormant_since.is_null())
        .select(students::ref_)
        .first(conn)
        .await
        .optional()
}

/// Keeps an answer with its time; none where the employment system has no such student.
pub async fn answered(
    conn: &mut Conn,
    student: StudentId,
    answer: Option<(Held, Option<Destination>)>,
) -> QueryResult<()> {
    let (held, destination) = answer.map_or((None, None), |(held, destination)| (Some(held), destination));
    let now = Utc::now();
    insert_into(employment_records::table)
        .values((
            employment_records::student_id.eq(student),
            employment_records::student.eq(held.map(|held| serde_json::json!(held))),
            employment_records::destination.eq(destination.map(|reported| serde_json::json!(reported))),
            employment_records::fetched_at.eq(Some(now)),
            employment_records::asked_at.eq(now),
            employment_records::failure.eq(None::<String>),
        ))
        .on_conflict(employment_records::student_id)
        .do_update()
        .set((
            employment_records::student.eq(excluded(employment_records::student)),
            employment_records::destination.eq(excluded(employment_records::destination)),
            employment_records::fetched_at.eq(excluded(employment_records::fetched_at)),
            employment_records::asked_at.eq(excluded(employment_records::asked_at)),
            employment_records::failure.eq(excluded(employment_records::failure)),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// The employment system could not be asked. The last answer stays, and is shown with its age.
pub async fn unanswered(conn: &mut Conn, student: StudentId, why: &str) -> QueryResult<()> {
    let now = Utc::now();
    insert_into(employment_records::table)
        .values((
            employment_records::student_id.eq(student),
            employment_records::asked_at.eq(now),
            employment_records::failure.eq(why),
        ))
        .on_conflict(employment_records::student_id)
        .do_update()
        .set((
            employment_records::asked_at.eq(now),
            employment_records::failure.eq(why),
        ))
        .execute(conn)
        .await
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(asked: TimeDelta, fetched: Option<TimeDelta>, failure: Option<&str>) -> Record {
        let now = Utc::now();
        Record {
            student: None,
            destination: None,
            fetched_at: fetched.map(|ago| now - ago),
            asked_at: now - asked,
            failure: failure.map(Into::into),
        }
    }

    #[test]
    fn r_8_5_an_answer_is_awaited_until_it_comes_fails_or_takes_too_long() {
        let (second, hour) = (TimeDelta::seconds(1), TimeDelta::hours(1));
        let awaited = |asked, fetched, failure| record(asked, fetched, failure).is_awaited(Utc::now());
        assert!(awaited(second, None, None));
        assert!(awaited(second, Some(hour), None));
        assert!(!awaited(second, Some(TimeDelta::zero()), None), "answered");
        assert!(!awaited(second, Some(hour), Some("timeout")), "failed");
        assert!(!awaited(PATIENCE * 2, None, None), "too long");
    }

    #[test]
    fn r_8_5_an_answer_older_than_ten_minutes_is_stale_unless_it_was_just_asked_for() {
        let stale = |asked, fetched| record(asked, fetched, None).is_stale(Utc::now());
        assert!(stale(FRESH * 2, Some(FRESH * 2)));
        assert!(!stale(TimeDelta::seconds(1), Some(FRESH * 2)), "asked just now");
        assert!(!stale(FRESH / 2, Some(FRESH / 2)));
    }
}
