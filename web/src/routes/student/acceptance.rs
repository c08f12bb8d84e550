//! 同意签约: the agreement in full, and the yes with a code.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    agreement::{self, Offer},
    case::ActError,
    db::Conn,
    ids::CaseId,
    warning,
};

use super::{answering, code, present, show::found};
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    routes::{one_time::handle_of, reading},
    submission::Submission,
    view::acceptance as view,
    visitor::Visitor,
};

/// `GET /student/invitations/{id}/acceptance`: what will be agreed, and what follows; or why it cannot be.
#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let mut conn = visitor.conn().await?;
    let offer = found(&mut conn, account, CaseId(id)).await?;
    if !offer.may_accept() {
        return Ok(not_now(visitor, &offer, None));
    }
    drawn(visitor, &mut conn, &offer, StatusCode::OK, None).await
}

/// The page, with what was wrong where a code was refused.
pub async fn drawn(
    visitor: &Visitor,
    conn: &mut Conn,
    offer: &Offer,
    status: StatusCode,
    refused: Option<String>,
) -> Result<Response, Fault> {
    let scope = visitor.student()?.scope();
    let draft = agreement::text(conn, &scope, offer.agreement.case.id).await?;
    let form = agreement::form::draft(&draft.ok_or(Fault::NotFound)?);
    let shown = answering::reading(offer, form, visitor.csrf.clone(), refused);
    Ok(page(visitor, status, "同意签约", view::reading(&shown)))
}

/// `POST /student/invitations/{id}/acceptance`: with the code that was sent for what the student has read.
#[handler]
pub async fn accept(visitor: &Visitor, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    let (account, case) = (visitor.student()?, CaseId(id));
    let handle = handle_of(&form);
    if let Some(handle) = &handle
        && form.get("code").is_empty()
    {
        return code::missing(visitor, case, handle).await;
    }
    visitor.app.limiters.guess(visitor.address)?;
    let mut conn = visitor.conn().await?;
    if let Some(handle) = &handle
        && warning::is_news(&conn, account, case, &form.0).await?
    {
        return code::warned(visitor, &mut conn, case, handle).await;
    }
    let (codes, seen) = (&visitor.app.codes, form.version());
    let accepted = agreement::accept(
        &mut conn,
        codes,
        account,
        (case, seen),
        handle.as_ref(),
        form.get("code"),
    );
    match accepted.await {
        Ok(Ok(_)) => {
            visitor.say(Flash::Accepted);
            Ok(to(&present::href(case)))
        }
        Ok(Err(refused)) => code::refused(visitor, &mut conn, case, handle.as_ref(), refused).await,
        Err(ActError::Moved) => Ok(not_now(
            visitor,
            &found(&mut conn, account, case).await?,
            Some(seen),
        )),
        Err(ActError::Refused(refusal)) => Ok(reading::blocked(visitor, refusal, &present::href(case))),
        Err(error) => Err(error.into()),
    }
}

/// A rule stands against it; or it was edited since the reader saw it at version `seen`, answered, taken back, or ran out.
pub fn not_now(visitor: &Visitor, offer: &Offer, seen: Option<i32>) -> Response {
    let case = &offer.agreement.case;
    let href = present::href(case.id);
    if let Some(refusal) = offer.blocked() {
        return reading::blocked(visitor, refusal, &href);
    }
    let edits = answering::since(offer, seen);
    if offer.may_decline() && !edits.is_empty() {
        return reading::edited(visitor, &href, &edits);
    }
    let now = case.state.label(offer.office.form, None);
    reading::moved_on(visitor, "邀请", now, &href)
}
