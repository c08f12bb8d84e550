//! 学生单方面解约: a school officer approves without the company's material, with a written explanation.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    case::Explanation,
    ids::CaseId,
    review::Means,
    termination::{Weighed, end_one_sidedly},
};

use super::{
    force::{found, may, not_done, weighed},
    present,
};
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    routes::cases::{Desk, href},
    submission::Submission,
    view::{confirm::confirm, form::Posted},
};

/// `GET /terminations/{id}/one-sided`: what follows, and the form.
#[handler]
pub async fn ask(desk: Desk, Path(id): Path<i64>) -> Result<Response, Fault> {
    let weighed = found(&desk, &mut *desk.visitor.conn().await?, id, Means::OneSided).await?;
    Ok(form(&desk, StatusCode::OK, &weighed, Posted::new()))
}

/// `POST /terminations/{id}/one-sided`
#[handler]
pub async fn approve(desk: Desk, Path(id): Path<i64>, typed: Submission) -> Result<Response, Fault> {
    let mut conn = desk.visitor.conn().await?;
    let weighed = weighed(&desk, &mut conn, id, Means::OneSided).await?;
    let explanation = match Explanation::new(typed.get("words")) {
        Ok(explanation) => explanation,
        Err(error) => {
            may(&weighed)?;
            let posted = Posted::new()
                .with("words", typed.get("words"))
                .refuse("words", error.to_string());
            return Ok(form(&desk, StatusCode::UNPROCESSABLE_ENTITY, &weighed, posted));
        }
    };
    let case = CaseId(id);
    match end_one_sidedly(&mut conn, &desk.account, case, typed.version(), explanation).await {
        Ok(_) => {
            desk.visitor.say(Flash::TerminatedOneSidedly);
            Ok(to(&href(desk.module, case, "")))
        }
        Err(error) => not_done(&desk, case, error),
    }
}

fn form(desk: &Desk, status: StatusCode, weighed: &Weighed, posted: Posted) -> Response {
    let body = confirm(&present::one_sided(desk, weighed, posted));
    page(&desk.visitor, status, "学生单方面解约", body)
}
