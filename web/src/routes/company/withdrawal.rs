//! 撤回签约邀请.

use poem::{Response, handler, web::Path};
use wq_core::{
    agreement::SentOne,
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

/// `GET /company/invitations/{id}/withdrawal`: says what follows.
#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let one = found(&mut *visitor.conn().await?, account, CaseId(id)).await?;
    if !one.may_withdraw {
        return Ok(too_late(visitor, &one));
    }
    let page = present::withdrawal(&one, visitor.csrf.clone());
    Ok(ok(visitor, "撤回签约邀请", confirm(&page)))
}

/// `POST /company/invitations/{id}/withdrawal`
#[handler]
pub async fn withdraw(visitor: &Visitor, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    let (account, case) = (visitor.company()?, CaseId(id));
    let mut conn = visitor.conn().await?;
    let acted = act(
        &mut conn,
        By::Account(account),
        case,
        form.version(),
        &Command::Withdraw,
    );
    match acted.await {
        Ok(_) => {
            visitor.say(Flash::Withdrawn);
            Ok(to(&present::href(case)))
        }
        Err(ActError::Moved) => Ok(too_late(visitor, &found(&mut conn, account, case).await?)),
        Err(ActError::Refused(refusal)) => Ok(reading::blocked(visitor, refusal, &present::href(case))),
        Err(error) => Err(error.into()),
    }
}

fn too_late(visitor: &Visitor, one: &SentOne) -> Response {
    let now = one.case.state.label(one.office.form, None);
    reading::moved_on(visitor, "邀请", now, &present::href(one.case.id))
}
