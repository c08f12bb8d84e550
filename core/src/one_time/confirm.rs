//! A student's own yes, and the only way to one.

use diesel::QueryResult;

use super::{
    issue::Subject,
    redeem::redeem,
    rules::{Purpose, Refused},
    secret::{Handle, Key},
};
use crate::{
    db::Conn,
    ids::{CaseId, CodeId},
};

/// A code that came to the student's own phone for an invitation, as it read at its version, was typed and is used up.
///
/// Only [`confirm`] makes one, and an acceptance takes one: nobody can write an acceptance without a code, and none is accepted with
/// the code of another invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    code: CodeId,
    case: CaseId,
}

impl Confirmed {
    /// Which code it was.
    pub fn code(&self) -> CodeId {
        self.code
    }

    /// The invitation that it was sent for.
    pub fn case(&self) -> CaseId {
        self.case
    }

    /// For tests of what takes one.
    #[cfg(test)]
    pub(crate) fn of(case: CaseId) -> Self {
        Self {
            code: CodeId(1),
            case,
        }
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
    Ok(redeemed.and_then(|proof| match proof.subject {
        Subject::Invitation { case, .. } if proof.subject == invitation && proof.address == mobile => {
            Ok(Confirmed {
                code: proof.code,
                case,
            })
        }
        _ => Err(Refused::Late),
    }))
}
