//! 拒绝解约, with the reason.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    case::{Command, Explanation},
    ids::CaseId,
};

use super::{present, side::Side};
use crate::{
    fault::Fault,
    response::{Flash, ok, page},
    submission::Submission,
    view::{confirm::confirm, form::Posted},
};

/// `GET /{side}/terminations/{id}/refusal`: says what follows, and asks why.
#[handler]
pub async fn ask(side: Side, Path(id): Path<i64>) -> Result<Response, Fault> {
    let ours = side.found(&mut *side.visitor.conn().await?, CaseId(id)).await?;
    if !ours.may_answer {
        return Ok(side.not_now(&ours));
    }
    let page = present::refusal(&side, &ours, Posted::new());
    Ok(ok(&side.visitor, "拒绝解约", confirm(&page)))
}

/// `POST /{side}/terminations/{id}/refusal`
#[handler]
pub async fn refuse(side: Side, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    let mut conn = side.visitor.conn().await?;
    let words = match Explanation::new(form.get("words")) {
        Ok(words) => words,
        Err(error) => {
            let ours = side.found(&mut conn, CaseId(id)).await?;
            if !ours.may_answer {
                return Ok(side.not_now(&ours));
            }
            let posted = Posted::new()
                .with("words", form.get("words"))
                .refuse("words", error.to_string());
            let body = confirm(&present::refusal(&side, &ours, posted));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(page(&side.visitor, status, "拒绝解约", body));
        }
    };
    let (seen, command) = (form.version(), Command::Refuse(words));
    side.act(&mut conn, CaseId(id), seen, &command, Flash::TerminationRefused)
        .await
}
