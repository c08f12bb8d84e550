//! `POST /{module}/{id}/approval`: 通过.

use poem::{Response, handler, web::Path};
use wq_core::{case::Command, ids::CaseId};

use super::{
    desk::Desk,
    verdict::{give, warned_meanwhile},
};
use crate::{fault::Fault, response::Flash, submission::Submission};

#[handler]
pub async fn approve(desk: Desk, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    let mut conn = desk.visitor.conn().await?;
    if let Some(answer) = warned_meanwhile(&desk, &mut conn, CaseId(id), &form).await? {
        return Ok(answer);
    }
    give(
        &desk,
        &mut conn,
        CaseId(id),
        &form,
        &Command::Approve,
        Flash::Approved,
    )
    .await
}
