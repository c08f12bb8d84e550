//! `POST /settings`: switches, review mode and how often a student may ask for termination.

use poem::{Response, handler, http::StatusCode};
use wq_core::{
    db::Conn,
    settings::{ChangeError, Locked, Wish, change, settings_at},
};

use super::{PATH, present, show::found};
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    submission::Submission,
    view::{form::Posted, settings::school as view},
    visitor::Visitor,
};

/// `POST /settings`
#[handler]
pub async fn save(visitor: &Visitor, form: Submission) -> Result<Response, Fault> {
    let account = visitor.account()?;
    let mut conn = visitor.conn().await?;
    let before = found(visitor, &mut conn).await?;
    let wish = match Wish::read(&form.0) {
        Ok(wish) => wish,
        Err(wrong) => return refused(visitor, &mut conn, Posted::of(&form.0).refuse_each(wrong)).await,
    };
    match change(&mut conn, account, form.version(), wish).await {
        Ok(after) => {
            let opened = after.signing_open && !before.settings.signing_open;
            visitor.say(if opened {
                Flash::SettingsOpened
            } else {
                Flash::SettingsSaved
            });
            Ok(to(PATH))
        }
        Err(ChangeError::Locked(locked)) => {
            refused(visitor, &mut conn, barred(Posted::of(&form.0), locked)).await
        }
        Err(ChangeError::Moved) => overtaken(visitor, &mut conn, &form).await,
        Err(ChangeError::NotFound) => Err(Fault::NotFound),
        Err(ChangeError::Database(error)) => Err(error.into()),
    }
}

fn barred(posted: Posted, locked: Locked) -> Posted {
    locked.into_iter().fold(posted, |posted, (item, lock)| {
        posted.refuse(item.field(), lock.to_string())
    })
}

/// 422: what was typed, with what is wrong beside it.
async fn refused(visitor: &Visitor, conn: &mut Conn, posted: Posted) -> Result<Response, Fault> {
    let now = found(visitor, conn).await?;
    let shown = present::page(&now, visitor.csrf.clone(), posted);
    Ok(page(
        visitor,
        StatusCode::UNPROCESSABLE_ENTITY,
        "签约设置",
        view::settings(&shown),
    ))
}

/// 409: somebody was quicker. Says what they changed, and keeps what was typed for another try.
async fn overtaken(visitor: &Visitor, conn: &mut Conn, form: &Submission) -> Result<Response, Fault> {
    let now = found(visitor, conn).await?;
    let seen = settings_at(conn, visitor.account()?, now.cohort, form.version()).await?;
    let shown = view::Settings {
        overtaken: Some(present::overtaken(&now, seen.as_ref())),
        ..present::page(&now, visitor.csrf.clone(), Posted::of(&form.0))
    };
    Ok(page(
        visitor,
        StatusCode::CONFLICT,
        "签约设置",
        view::settings(&shown),
    ))
}
