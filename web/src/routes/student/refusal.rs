//! 拒绝签约.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    case::{ActError, By, Command, Objection, act},
    ids::CaseId,
};

use super::{acceptance::not_now, answering, present, show::found};
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    routes::reading,
    submission::Submission,
    view::{confirm::confirm, form::Posted},
    visitor::Visitor,
};

/// `GET /student/invitations/{id}/refusal`: asks why, and says what follows; or why it cannot be.
#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    drawn(visitor, CaseId(id), None, StatusCode::OK, Posted::new()).await
}

/// `POST /student/invitations/{id}/refusal`
#[handler]
pub async fn decline(visitor: &Visitor, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    let (account, case) = (visitor.student()?, CaseId(id));
    let objection = match Objection::read(&form.0) {
        Ok(objection) => objection,
        Err(wrong) => {
            let posted = Posted::of(&form.0).refuse_each(wrong);
            let refused = StatusCode::UNPROCESSABLE_ENTITY;
            return drawn(visitor, case, Some(form.version()), refused, posted).await;
        }
    };
    let mut conn = visitor.conn().await?;
    let command = Command::Decline(objection);
    let acted = act(&mut conn, By::Account(account), case, form.version(), &command);
    match acted.await {
        Ok(_) => {
            visitor.say(Flash::Declined);
            Ok(to(&present::href(case)))
        }
        Err(ActError::Moved) => {
            let offer = found(&mut conn, account, case).await?;
            Ok(not_now(visitor, &offer, Some(form.version())))
        }
        Err(ActError::Refused(refusal)) => Ok(reading::blocked(visitor, refusal, &present::href(case))),
        Err(error) => Err(error.into()),
    }
}

/// The form; where it can no longer be sent, or not as the reader saw the invitation, the page that says so.
async fn drawn(
    visitor: &Visitor,
    case: CaseId,
    seen: Option<i32>,
    status: StatusCode,
    posted: Posted,
) -> Result<Response, Fault> {
    let offer = found(&mut *visitor.conn().await?, visitor.student()?, case).await?;
    let is_old = seen.is_some_and(|seen| seen != offer.agreement.case.version);
    if !offer.may_decline() || is_old {
        return Ok(not_now(visitor, &offer, seen));
    }
    let shown = answering::refusal(&offer, visitor.csrf.clone(), posted);
    Ok(page(visitor, status, "拒绝签约", confirm(&shown)))
}
