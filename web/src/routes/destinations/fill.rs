//! Filling in a destination, keeping a draft of it, and handing it in.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    case::ActError,
    destination::{self, FormError, OwnRegistration},
    ids::CaseId,
};

use super::{
    fields::filled,
    present,
    refused::{self, not_now},
    show::found,
};
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    routes::one_time::{kept, marked},
    submission::Submission,
    view::{destination as view, form::Posted},
    visitor::Visitor,
};

/// `GET /student/destinations/{id}/details`
#[handler]
pub async fn form(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let own = found(visitor, CaseId(id)).await?;
    match own.submit {
        Ok(()) => {
            let posted = filled(&own.registration.details);
            Ok(drawn(visitor, StatusCode::OK, &own, posted))
        }
        Err(refusal) => Ok(not_now(visitor, &own, refusal)),
    }
}

/// `POST /student/destinations/{id}/draft`: 保存草稿.
#[handler]
pub async fn save(visitor: &Visitor, Path(id): Path<i64>, typed: Submission) -> Result<Response, Fault> {
    let (account, case) = (visitor.student()?, CaseId(id));
    let kept = {
        let mut conn = visitor.conn().await?;
        destination::save(&mut conn, account, case, typed.version(), &typed.0).await
    };
    match kept {
        Ok(()) => {
            visitor.say(Flash::DestinationSaved);
            Ok(to(&present::href(case)))
        }
        Err(error) => not_taken(visitor, case, &typed, error).await,
    }
}

/// `POST /student/destinations/{id}/submission`: 提交审核.
#[handler]
pub async fn submit(visitor: &Visitor, Path(id): Path<i64>, typed: Submission) -> Result<Response, Fault> {
    let (account, case) = (visitor.student()?, CaseId(id));
    let acted = {
        let mut conn = visitor.conn().await?;
        destination::submit(&mut conn, account, case, typed.version(), &typed.0).await
    };
    match acted {
        Ok(_) => {
            visitor.say(Flash::DestinationSubmitted);
            Ok(to(&present::href(case)))
        }
        Err(error) => not_taken(visitor, case, &typed, error).await,
    }
}

/// 422: the form again, with what was typed and what is wrong. 409: the state as it is now.
async fn not_taken(
    visitor: &Visitor,
    case: CaseId,
    typed: &Submission,
    error: FormError,
) -> Result<Response, Fault> {
    let own = found(visitor, case).await?;
    let posted = match error {
        FormError::Wrong(wrong) => marked(kept(&typed.0), wrong),
        FormError::Act(ActError::Refused(refusal)) => {
            kept(&typed.0).refuse_all(refusal.message(visitor.reader()))
        }
        FormError::Act(ActError::Moved) => return Ok(refused::moved_on(visitor, &own)),
        FormError::Act(error) => return Err(error.into()),
    };
    Ok(drawn(visitor, StatusCode::UNPROCESSABLE_ENTITY, &own, posted))
}

fn drawn(visitor: &Visitor, status: StatusCode, own: &OwnRegistration, posted: Posted) -> Response {
    let shown = present::form(own, visitor.csrf.clone(), posted);
    page(visitor, status, &shown.title, view::form(&shown))
}
