//! The words that the tables use for queues, states and outcomes.

use std::{io::Write, str::FromStr};

use diesel::{
    backend::Backend,
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::Pg,
    serialize::{self, IsNull, Output, ToSql},
    sql_types::{BigInt, Text},
};

use super::JobId;

/// A word that names no queue, state or outcome.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not a known name")]
pub struct UnknownName(pub String);

/// An enumeration that is stored as text: one line a variant, and both ways follow from it.
macro_rules! stored_as_text {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, AsExpression, FromSqlRow)]
        #[diesel(sql_type = Text)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// The word that the table holds.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }
        }

        impl FromStr for $name {
            type Err = UnknownName;

            fn from_str(text: &str) -> Result<Self, UnknownName> {
                match text {
                    $($text => Ok($name::$variant),)*
                    other => Err(UnknownName(other.to_owned())),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ToSql<Text, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                out.write_all(self.as_str().as_bytes())?;
                Ok(IsNull::No)
            }
        }

        impl FromSql<Text, Pg> for $name {
            fn from_sql(bytes: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                Ok(<String as FromSql<Text, Pg>>::from_sql(bytes)?.parse()?)
            }
        }
    };
}

stored_as_text! {
    /// A queue: jobs that share the number of places in which they run.
    Queue {
        /// Students' destinations, pushed to the employment system.
        Push = "push",
        /// Companies, looked up in the enterprise register.
        Lookup = "lookup",
        /// WeChat, SMS and mail, one job a message.
        Notify = "notify",
        /// Dormant students, brought back at their due time.
        Restore = "restore",
        /// Expiry, reminders, roll-ups, reconciliation, pruning.
        Upkeep = "upkeep",
    }
}

impl Queue {
    /// The words for the queue.
    pub const fn label(self) -> &'static str {
        match self {
            Queue::Push => "推送",
            Queue::Lookup => "查询",
            Queue::Notify => "通知",
            Queue::Restore => "恢复",
            Queue::Upkeep => "维护",
        }
    }
}

stored_as_text! {
    /// Where a job stands.
    JobState {
        /// Waits for its due time and a free place.
        Ready = "ready",
        /// A worker holds its lease.
        Running = "running",
        /// Has done what it was for.
        Done = "done",
        /// Out of attempts, or cannot get better. Kept until an operator retries or cancels it.
        Dead = "dead",
        /// Called off by an operator.
        Cancelled = "cancelled",
    }
}

stored_as_text! {
    /// How one attempt ended.
    Outcome {
        /// The job is done.
        Done = "done",
        /// An error that may pass: again later, while attempts are left.
        Failed = "failed",
        /// An error that cannot get better: dead at once.
        Hopeless = "hopeless",
        /// Put off by the job itself; no attempt used.
        Snoozed = "snoozed",
        /// Given back unstarted when its worker stopped; no attempt used.
        Released = "released",
        /// The lease lapsed: the worker died, froze or lost the database.
        Lost = "lost",
    }
}

impl ToSql<BigInt, Pg> for JobId {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <i64 as ToSql<BigInt, Pg>>::to_sql(&self.0, out)
    }
}

impl FromSql<BigInt, Pg> for JobId {
    fn from_sql(bytes: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <i64 as FromSql<BigInt, Pg>>::from_sql(bytes).map(JobId)
    }
}
