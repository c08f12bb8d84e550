//! 发起解约: one side of an online agreement asks the other to end it (6.5).

use diesel::{insert_into, prelude::*};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{
    Request,
    ours::under_way,
    prospect::{asker, of_agreement},
};
use crate::{
    access::Account,
    case::{ActError, Acted, By, Command, Refusal, begin},
    db::{
        Conn,
        schema::{cases, terminations},
    },
    ids::CaseId,
};

/// Why nothing was asked.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// A termination of the agreement is under way.
    #[error("a termination is under way")]
    UnderWay {
        /// That termination.
        case: CaseId,
        /// Did the same side ask for it, in the same words? Then the form was sent twice, and nothing is lost.
        same: bool,
    },
    /// The act was refused.
    #[error(transparent)]
    Act(#[from] ActError),
}

impl From<diesel::result::Error> for AskError {
    fn from(error: diesel::result::Error) -> Self {
        AskError::Act(error.into())
    }
}

/// Asks the other side to end an agreement of the account's.
///
/// # Errors
/// [`ActError::NotFound`] where the agreement is not the account's.
pub async fn ask(
    conn: &mut Conn,
    by: &Account,
    agreement: CaseId,
    request: &Request,
) -> Result<Acted, AskError> {
    conn.transaction(async |conn| {
        let new = of_agreement(conn, by, agreement).await?;
        let begun = begin(conn, By::Account(by), new, &Command::Ask, async |conn, case| {
            insert_into(terminations::table)
                .values((terminations::case_id.eq(case), request.row()))
                .execute(conn)
                .await
                .map(drop)
        });
        match begun.await {
            Err(ActError::Refused(Refusal::TerminationUnderWay)) => {
                Err(already(conn, by, agreement, request).await?)
            }
            begun => Ok(begun?),
        }
    })
    .await
}

/// What stands in the way, as the one who asks may see it.
pub(super) async fn already(
    conn: &mut Conn,
    by: &Account,
    agreement: CaseId,
    request: &Request,
) -> Result<AskError, AskError> {
    let Some(case) = under_way(conn, &by.scope(), agreement).await? else {
        return Ok(ActError::Refused(Refusal::TerminationUnderWay).into());
    };
    let asked = cases::table
        .inner_join(terminations::table)
        .filter(cases::id.eq(case))
        .filter(cases::initiator.eq(asker(by)?))
        .filter(terminations::reason_code.eq(request.cause))
        .filter(terminations::reason_text.eq(request.words.as_str()))
        .filter(terminations::ended_on.eq(request.ends_on))
        .count()
        .get_result::<i64>(conn)
        .await?;
    Ok(AskError::UnderWay {
        case,
        same: asked > 0,
    })
}
