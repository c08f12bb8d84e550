//! Every kind of job, in one list: the only thing that the web process knows of the worker.
//!
//! Payloads hold ids only. The handler reads the present state by them, so a job that runs late does what is right now.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Job, Queue};

/// Tells the employment system a student's current destination (invariant I3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushDestination {
    /// The student whose destination changed.
    pub student_id: i64,
}

impl Job for PushDestination {
    const KIND: &'static str = "push_destination";
    const QUEUE: Queue = Queue::Push;
    // A day.
    const MAX_ATTEMPTS: i32 = 36;
    const TIMEOUT: Duration = Duration::from_secs(30);

    fn unique_key(&self) -> Option<String> {
        Some(format!("{}:{}", Self::KIND, self.student_id))
    }
}

/// Asks the enterprise register how a company stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookUpCompany {
    /// The company to look up.
    pub company_id: i64,
}

impl Job for LookUpCompany {
    const KIND: &'static str = "look_up_company";
    const QUEUE: Queue = Queue::Lookup;
    const MAX_ATTEMPTS: i32 = 8;
    const TIMEOUT: Duration = Duration::from_secs(20);

    fn unique_key(&self) -> Option<String> {
        Some(format!("{}:{}", Self::KIND, self.company_id))
    }
}

/// Reads what the employment system holds of a student now (rules 8.4 and 8.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadGraduate {
    /// The student.
    pub student_id: i64,
}

impl Job for ReadGraduate {
    const KIND: &'static str = "read_graduate";
    const QUEUE: Queue = Queue::Lookup;
    // Some minutes: the next reader asks again.
    const MAX_ATTEMPTS: i32 = 8;
    const TIMEOUT: Duration = Duration::from_secs(20);

    fn unique_key(&self) -> Option<String> {
        Some(format!("{}:{}", Self::KIND, self.student_id))
    }
}

/// Sends one message over its channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendMessage {
    /// The message to send.
    pub message_id: i64,
}

impl Job for SendMessage {
    const KIND: &'static str = "send_message";
    const QUEUE: Queue = Queue::Notify;
    // Some seven hours.
    const MAX_ATTEMPTS: i32 = 18;
    // Three requests, for a token may have to be renewed.
    const TIMEOUT: Duration = Duration::from_secs(40);

    fn unique_key(&self) -> Option<String> {
        Some(format!("{}:{}", Self::KIND, self.message_id))
    }
}

/// Sends a one-time code or link. The secret is derived when it is sent: it stands in no job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendCode {
    /// The code to send.
    pub code_id: i64,
}

impl Job for SendCode {
    const KIND: &'static str = "send_code";
    const QUEUE: Queue = Queue::Notify;
    // Some minutes for a code, an hour and more for a link: after that it is late, and the job ends well.
    const MAX_ATTEMPTS: i32 = 12;
    const TIMEOUT: Duration = Duration::from_secs(40);

    fn unique_key(&self) -> Option<String> {
        Some(format!("{}:{}", Self::KIND, self.code_id))
    }
}

/// Tells the employment system a student's mobile number and mail address (rule 4.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushContact {
    /// The student.
    pub student_id: i64,
}

impl Job for PushContact {
    const KIND: &'static str = "push_contact";
    const QUEUE: Queue = Queue::Push;
    // A day; the student's next sign-in asks again.
    const MAX_ATTEMPTS: i32 = 36;
    const TIMEOUT: Duration = Duration::from_secs(30);

    fn unique_key(&self) -> Option<String> {
        Some(format!("{}:{}", Self::KIND, self.student_id))
    }
}

/// Ends an invitation that nobody answered in time. Enqueued for its deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpireInvitation {
    /// The case whose invitation runs out.
    pub case_id: i64,
}

impl Job for ExpireInvitation {
    const KIND: &'static str = "expire_invitation";
    const QUEUE: Queue = Queue::Upkeep;
    const MAX_ATTEMPTS: i32 = 8;
    const TIMEOUT: Duration = Duration::from_secs(20);

    fn unique_key(&self) -> Option<String> {
        Some(format!("{}:{}", Self::KIND, self.case_id))
    }
}

/// Reminds whoever owes a case an answer or a stamped copy. Enqueued for the first reminder, and put off from one to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remind {
    /// The case that waits.
    pub case_id: i64,
}

impl Job for Remind {
    const KIND: &'static str = "remind";
    const QUEUE: Queue = Queue::Upkeep;
    // Some seven hours.
    const MAX_ATTEMPTS: i32 = 18;
    const TIMEOUT: Duration = Duration::from_secs(20);

    fn unique_key(&self) -> Option<String> {
        Some(format!("{}:{}", Self::KIND, self.case_id))
    }
}

/// Makes the document of an agreement that was given its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeDocument {
    /// The agreement.
    pub case_id: i64,
}

impl Job for MakeDocument {
    const KIND: &'static str = "make_document";
    const QUEUE: Queue = Queue::Upkeep;
    // Some seven hours.
    const MAX_ATTEMPTS: i32 = 18;
    const TIMEOUT: Duration = Duration::from_secs(30);

    fn unique_key(&self) -> Option<String> {
        Some(format!("{}:{}", Self::KIND, self.case_id))
    }
}

/// Tells the operators by mail which jobs are in trouble (rule 14.7). Each run asks for the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellOperators {}

impl Job for TellOperators {
    const KIND: &'static str = "tell_operators";
    const QUEUE: Queue = Queue::Upkeep;
    // The next run tells of what this one could not.
    const MAX_ATTEMPTS: i32 = 3;
    const TIMEOUT: Duration = Duration::from_secs(60);

    fn unique_key(&self) -> Option<String> {
        Some(Self::KIND.to_owned())
    }
}

/// Deletes what has run out: sessions, one-time codes, and jobs that were done long ago. Each run asks for the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prune {}

impl Job for Prune {
    const KIND: &'static str = "prune";
    const QUEUE: Queue = Queue::Upkeep;
    const MAX_ATTEMPTS: i32 = 3;
    const TIMEOUT: Duration = Duration::from_secs(600);

    fn unique_key(&self) -> Option<String> {
        Some(Self::KIND.to_owned())
    }
}
