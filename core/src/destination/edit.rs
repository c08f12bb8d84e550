//! 修改去向: the reviewer whose step it is corrects what is registered, after agreeing on it with the student (rule 6.4).

use diesel_async::AsyncConnection;

use super::{
    fill::{FormError, details, whole, write},
    kept::Kept,
};
use crate::{
    access::Account,
    case::{ActError, Acted, By, Command, Refusal, apply, hold, look},
    db::Conn,
    ids::CaseId,
    typed::{Typed, Wrong},
};

/// The field in which a reviewer says that the student agrees.
pub const AGREED: &str = "agreed";

/// Corrects what is registered as the reviewer saw it at version `seen`. The values before and after are kept with the event,
/// and the student is told; the type stays.
///
/// # Errors
/// [`Refusal::NothingEdited`] where every value is as it was.
pub async fn edit(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    seen: i32,
    typed: &Typed,
) -> Result<Acted, FormError> {
    conn.transaction(async |conn| {
        let held = hold(conn, By::Account(by), case).await?;
        held.seen_at(seen)?;
        let now = details(conn, case).await?;
        if let Some(refusal) = held.refusal(&Command::EditInReview) {
            return Err(ActError::from(refusal).into());
        }
        let wanted = whole(conn, &held, now.kind, typed).await;
        let agreed = match typed.get(AGREED) {
            "yes" => Wrong::new(),
            _ => Wrong::from([(AGREED, "请先与毕业生沟通确认一致，再提交修改".into())]),
        };
        let wanted = match wanted {
            Ok(wanted) if agreed.is_empty() => wanted,
            Ok(_) => return Err(agreed.into()),
            Err(FormError::Wrong(wrong)) => {
                return Err(FormError::Wrong(wrong.into_iter().chain(agreed).collect()));
            }
            Err(error) => return Err(error),
        };
        if wanted == now {
            return Err(ActError::from(Refusal::NothingEdited).into());
        }
        let change = Kept::of(&wanted).since(Some(Kept::of(&now)));
        write(conn, case, &wanted).await?;
        let acted = apply(conn, By::Account(by), held, &Command::EditInReview, change).await?;
        Ok(acted)
    })
    .await
}

/// Asks whether the account may correct a case now. The act asks again.
///
/// # Errors
/// Why not.
pub async fn may_edit(conn: &mut Conn, by: &Account, case: CaseId) -> Result<(), ActError> {
    match look(conn, By::Account(by), case)
        .await?
        .refusal(&Command::EditInReview)
    {
        Some(refusal) => Err(refusal.into()),
        None => Ok(()),
    }
}
