//! What a story leaves behind besides the case itself: its events, the audit trail, messages and jobs.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use wq_core::jobs::Job;

use super::insert::Row;

/// A case, as the row is written.
#[derive(Serialize)]
pub(super) struct Case {
    pub id: i64,
    pub kind: &'static str,
    pub state: &'static str,
    pub version: i32,
    pub school_id: i64,
    pub cohort: i32,
    pub student_id: i64,
    pub company_id: Option<i64>,
    pub dormant: bool,
    pub student_name: String,
    pub student_no: String,
    pub subject: String,
    pub department: &'static str,
    pub level: &'static str,
    pub initiator: &'static str,
    pub agreement_id: Option<i64>,
    pub ends: Option<&'static str>,
    pub created_at: DateTime<Utc>,
    pub entered_at: DateTime<Utc>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub decided_at: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    pub reminded: i32,
}

/// A step of a case.
#[derive(Serialize)]
pub(super) struct Event {
    pub id: i64,
    pub case_id: i64,
    pub version: i32,
    pub at: DateTime<Utc>,
    pub actor: &'static str,
    pub account_id: Option<i64>,
    pub command: &'static str,
    pub from_state: &'static str,
    pub to_state: &'static str,
    pub reason_code: Option<&'static str>,
    pub text: Option<&'static str>,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// An entry of the audit trail.
#[derive(Serialize)]
pub(super) struct Entry {
    pub at: DateTime<Utc>,
    pub account_id: Option<i64>,
    pub school_id: i64,
    pub act: String,
    pub subject: &'static str,
    pub subject_id: i64,
    pub detail: Value,
}

/// A message, long since sent.
#[derive(Serialize)]
pub(super) struct Message {
    pub event_id: i64,
    pub case_id: i64,
    pub notice: &'static str,
    pub channel: &'static str,
    pub student_id: Option<i64>,
    pub company_id: Option<i64>,
    pub state: &'static str,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    pub read_at: Option<DateTime<Utc>>,
}

/// A student's place in the employment system.
#[derive(Serialize)]
pub(super) struct Sync {
    pub student_id: i64,
    pub version: i64,
    pub changed_at: DateTime<Utc>,
    pub pushed_version: i64,
    pub pushed_at: Option<DateTime<Utc>>,
    pub unplaced_version: Option<i64>,
    pub unplaced_at: Option<DateTime<Utc>>,
}

/// A job that waits for a worker.
#[derive(Serialize)]
pub(super) struct Waiting {
    pub queue: &'static str,
    pub kind: &'static str,
    pub payload: Value,
    pub unique_key: Option<String>,
    pub max_attempts: i32,
    pub due_at: DateTime<Utc>,
}

impl Waiting {
    /// A job as its kind says, due at a time.
    pub(super) fn of<J: Job>(job: &J, due_at: DateTime<Utc>) -> serde_json::Result<Self> {
        Ok(Self {
            queue: J::QUEUE.as_str(),
            kind: J::KIND,
            payload: serde_json::to_value(job)?,
            unique_key: job.unique_key(),
            max_attempts: J::MAX_ATTEMPTS,
            due_at,
        })
    }
}

impl Row for Case {
    const TABLE: &'static str = "cases";
}
impl Row for Event {
    const TABLE: &'static str = "case_events";
}
impl Row for Entry {
    const TABLE: &'static str = "audit_entries";
}
impl Row for Message {
    const TABLE: &'static str = "messages";
}
impl Row for Sync {
    const TABLE: &'static str = "destination_sync";
}
impl Row for Waiting {
    const TABLE: &'static str = "jobs";
}
