//! Identifiers as types of their own, so that a student's is never taken for a school's.

use diesel_derive_newtype::DieselNewType;
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, DieselNewType)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

/// Defines a name that nobody can guess: 128 random bits, in hexadecimal digits.
macro_rules! unguessable {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, diesel_derive_newtype::DieselNewType)]
        pub struct $name(String);

        impl $name {
            /// A new one.
            pub fn draw() -> Self {
                Self(hex::encode(rand::random::<[u8; 16]>()))
            }

            /// Reads what an address or a form holds.
            pub fn parse(text: &str) -> Option<Self> {
                $crate::ids::is_drawn(text).then(|| Self(text.to_owned()))
            }

            /// As an address or a form holds it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

pub(crate) use unguessable;

/// Could it have been drawn?
pub(crate) fn is_drawn(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

ids! {
    /// A school (院校).
    SchoolId,
    /// A row of the roster (毕业生).
    StudentId,
    /// An employer (用人单位).
    CompanyId,
    /// Someone who signs in.
    AccountId,
    /// A case (事项) of any kind.
    CaseId,
    /// One step of a case.
    EventId,
    /// One message over one channel.
    MessageId,
    /// A one-time code or link.
    CodeId,
    /// A company's registration that waits for its mail address to be proved.
    RegistrationId,
    /// A school's mark on a company (预警).
    WarningId,
    /// A file of a case.
    FileId,
    /// An invitation that a company is still writing.
    DraftId,
    /// A session, as its owner tells it from others.
    SessionId,
}
