//! 同意签约.

use poem::{Response, handler, web::Path};
use wq_core::{
    agreement::Offer,
    case::{ActError, By, Command, act},
    ids::CaseId,
};

use super::{present, show::found};
use crate::{
    fault::Fault,
    response::{Flash, ok, to},
    routes::reading,
    submission::Submission,
    view::confirm::confirm,
    visitor::Visitor,
};

/// `GET /student/invitations/{id}/acceptance`: says what follows, or why it cannot be.
#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let offer = found(&mut *visitor.conn().await?, account, CaseId(id)).await?;
    if !offer.may_accept() {
        return Ok(not_now(visitor, &offer));
    }
    let page = present::acceptance(&offer, visitor.csrf.clone());
    Ok(ok(visitor, "同意签约", confirm(&page)))
}

/// `POST /student/invitations/{id}/acceptance`
#[handler]
pub async fn accept(visitor: &Visitor, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    let (account, case) = (visitor.student()?, CaseId(id));
    let mut conn = visitor.conn().await?;
    let acted = act(
        &mut conn,
        By::Account(account),
        case,
        form.version(),
        &Command::Accept,
    );
    match acted.await {
        Ok(_) => {
            visitor.say(Flash::Accepted);
            Ok(to(&present::href(case)))
        }
        Err(ActError::Moved) => Ok(not_now(visitor, &found(&mut conn, account, case).await?)),
        Err(ActError::Refused(refusal)) => Ok(reading::blocked(visitor, refusal, &present::href(case))),
        Err(error) => Err(error.into()),
    }
}

/// A rule stands against it, it was edited, or it was answered, taken back or ran out.
pub fn not_now(visitor: &Visitor, offer: &Offer) -> Response {
    let case = &offer.agreement.case;
    let href = present::href(case.id);
    match offer.blocked() {
        Some(refusal) => reading::blocked(visitor, refusal, &href),
        None if offer.may_decline() => reading::edited(visitor, &offer.history, offer.office.form, &href),
        None => reading::moved_on(visitor, case.state.label(offer.office.form, None), &href),
    }
}
