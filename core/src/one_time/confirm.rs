//! A student's own yes, and the only way to one.

use diesel::QueryResult;

use super::{
    issue::Subject,
    redeem::redeem,
    rules::{Purpose, Refused},
    secret::{Handle, Key},
};
use crate::{db::Conn, ids::CodeId};

/// A code that came to the student's own phone for an invitation, as it read at its version, was typed and is used up.
///
/// Only [`confirm`] makes one, and an acceptance takes one: nobody can write an acceptance without a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed(CodeId);

impl Confirmed {
    /// Which code it was.
    pub fn code(&self) -> CodeId {
        self.0
    }
}

/// Uses up the code for an invitation, on the caller's transaction, as [`redeem`] does.
///
/// A code for another `invitation`, for another version of it, or sent to another number than `mobile`, is late.
pub(crate) async fn confirm(
    conn: &mut Conn,
    key: &Key,
    (handle, typed): (&Handle, &str),
    invitation: Subject,
    mobile: &str,
) -> QueryResult<Result<Confirmed, Refused>> {
    let redeemed = redeem(conn, key, Purpose::Acceptance, handle, typed).await?;
    Ok(redeemed.and_then(|proof| {
        if proof.subject == invitation && proof.address == mobile {
            Ok(Confirmed(proof.code))
        } else {
            Err(Refused::Late)
        }
    }))
}
