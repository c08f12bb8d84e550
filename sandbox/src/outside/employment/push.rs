//! Deciding on a push: versions, idempotency keys, content.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    destination::{Destination, Reason},
    state::State,
};

/// A push of a destination, and what became of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Push {
    /// When it came.
    pub at: DateTime<Utc>,
    /// The student's reference.
    pub student_ref: String,
    /// The version of the destination: `X-Version`.
    pub version: u64,
    /// The `Idempotency-Key`.
    pub idempotency_key: String,
    /// What was pushed.
    pub destination: Destination,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a push.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 200: it is the student's destination now.
    Applied,
    /// 208: the system had this version already.
    AlreadyHad,
    /// 409: the system has this newer version.
    Newer(u64),
    /// 404: no such student on the roster.
    NoSuchStudent,
    /// 422: it breaks these rules.
    Refused(Vec<Reason>),
    /// The system was switched to refuse with this status.
    Switched(u16),
}

/// A short name of a destination's content, to tell whether two are the same.
pub(super) type Fingerprint = [u8; 32];

/// The fingerprint of a destination: the same for the same content, however its JSON was laid out.
pub(super) fn fingerprint(destination: &Destination) -> Fingerprint {
    let canonical = serde_json::to_vec(destination).unwrap_or_default();
    Sha256::digest(&canonical).into()
}

/// What becomes of a push. The order of the checks is part of the contract.
pub(super) fn decide(
    state: &State,
    student_ref: &str,
    version: u64,
    key: &str,
    destination: &Destination,
) -> Outcome {
    let Some(record) = state.record(student_ref) else {
        return Outcome::NoSuchStudent;
    };
    let content = fingerprint(destination);
    if record
        .applied
        .get(key)
        .is_some_and(|&first| first != (version, content))
    {
        return refused("idempotency_key", "reused", "该幂等键已用于另一份内容");
    }
    let held = &record.graduate;
    if version < held.version {
        return Outcome::Newer(held.version);
    }
    if version == held.version {
        return match &held.destination {
            Some(destination) if fingerprint(destination) == content => Outcome::AlreadyHad,
            _ => refused("version", "conflicting", "同一版本已有不同的内容"),
        };
    }
    match destination.breaches() {
        breaches if breaches.is_empty() => Outcome::Applied,
        breaches => Outcome::Refused(breaches),
    }
}

fn refused(field: &'static str, code: &'static str, message: &'static str) -> Outcome {
    Outcome::Refused(vec![Reason::new(field, code, message)])
}
