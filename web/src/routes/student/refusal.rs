//! 拒绝签约.

use poem::{Response, handler, web::Path};
use wq_core::{
    case::{ActError, By, Command, act},
    ids::CaseId,
};

use super::{acceptance::not_now, present, show::found};
use crate::{
    fault::Fault,
    response::{Flash, ok, to},
    routes::reading,
    submission::Submission,
    view::confirm::confirm,
    visitor::Visitor,
};

/// `GET /student/invitations/{id}/refusal`: says what follows, or why it cannot be.
#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let offer = found(&mut *visitor.conn().await?, account, CaseId(id)).await?;
    if !offer.may_decline() {
        return Ok(not_now(visitor, &offer));
    }
    let page = present::refusal(&offer, visitor.csrf.clone());
    Ok(ok(visitor, "拒绝签约", confirm(&page)))
}

/// `POST /student/invitations/{id}/refusal`
#[handler]
pub async fn decline(visitor: &Visitor, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    let (account, case) = (visitor.student()?, CaseId(id));
    let mut conn = visitor.conn().await?;
    let acted = act(
        &mut conn,
        By::Account(account),
        case,
        form.version(),
        &Command::Decline,
    );
    match acted.await {
        Ok(_) => {
            visitor.say(Flash::Declined);
            Ok(to(&present::href(case)))
        }
        Err(ActError::Moved) => Ok(not_now(visitor, &found(&mut conn, account, case).await?)),
        Err(ActError::Refused(refusal)) => Ok(reading::blocked(visitor, refusal, &present::href(case))),
        Err(error) => Err(error.into()),
    }
}
