//! 修改签约邀请, while nobody has answered it.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    access::Account,
    agreement::{Revision, SentOne, Terms, edit},
    case::{ActError, Actor, Refusal},
    company::{self, Company},
    db::Conn,
    ids::CaseId,
};

use super::{present, show::found};
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    routes::reading,
    submission::Submission,
    view::{form::Posted, invitation as view},
    visitor::Visitor,
};

async fn known(conn: &mut Conn, account: &Account, case: CaseId) -> Result<(SentOne, Company), Fault> {
    let one = found(conn, account, case).await?;
    let company = company::company(conn, account).await?.ok_or(Fault::NotFound)?;
    Ok((one, company))
}

fn drawn(
    visitor: &Visitor,
    status: StatusCode,
    (one, company): &(SentOne, Company),
    posted: Posted,
    version: i32,
) -> Response {
    let form = present::revision(one, company, visitor.csrf.clone(), posted, version);
    page(visitor, status, "修改签约邀请", view::form(&form))
}

/// `GET /company/invitations/{id}/revision`: what is offered now, to be changed.
#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let known = known(&mut *visitor.conn().await?, account, CaseId(id)).await?;
    if !known.0.may_edit {
        return Ok(too_late(visitor, &known.0));
    }
    let (posted, version) = (Posted::of(&known.0.terms.typed()), known.0.case.version);
    Ok(drawn(visitor, StatusCode::OK, &known, posted, version))
}

/// `POST /company/invitations/{id}/revision`
#[handler]
pub async fn revise(visitor: &Visitor, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    let (account, case) = (visitor.company()?, CaseId(id));
    let mut conn = visitor.conn().await?;
    let known = known(&mut conn, account, case).await?;
    let again = |posted| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(drawn(visitor, status, &known, posted, form.version()))
    };
    let terms = Terms::read(&form.0, &known.1, known.0.case.cohort);
    let wanted = match Revision::read(&form.0, terms) {
        Ok(wanted) => wanted,
        Err(wrong) => return again(Posted::of(&form.0).refuse_each(wrong)),
    };
    match edit(&mut conn, account, case, form.version(), wanted).await {
        Ok(_) => {
            visitor.say(Flash::InvitationEdited);
            Ok(to(&present::href(case)))
        }
        Err(ActError::Moved) => Ok(too_late(visitor, &found(&mut conn, account, case).await?)),
        Err(ActError::Refused(refusal @ Refusal::NothingEdited)) => {
            again(Posted::of(&form.0).refuse_all(refusal.message(Actor::Company)))
        }
        Err(ActError::Refused(refusal)) => Ok(reading::blocked(visitor, refusal, &present::href(case))),
        Err(error) => Err(error.into()),
    }
}

fn too_late(visitor: &Visitor, one: &SentOne) -> Response {
    let now = one.case.state.label(one.office.form, None);
    reading::moved_on(visitor, "邀请", now, &present::href(one.case.id))
}
