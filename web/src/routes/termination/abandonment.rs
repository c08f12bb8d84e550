//! 放弃解约申请.

use poem::{Response, handler, web::Path};
use wq_core::{case::Command, ids::CaseId};

use super::{present, side::Side};
use crate::{
    fault::Fault,
    response::{Flash, ok},
    submission::Submission,
    view::confirm::confirm,
};

/// `GET /{side}/terminations/{id}/abandonment`: says what follows.
#[handler]
pub async fn ask(side: Side, Path(id): Path<i64>) -> Result<Response, Fault> {
    let ours = side.found(&mut *side.visitor.conn().await?, CaseId(id)).await?;
    if !ours.may_abandon {
        return Ok(side.not_now(&ours));
    }
    let page = present::abandonment(&side, &ours);
    Ok(ok(&side.visitor, "放弃解约申请", confirm(&page)))
}

/// `POST /{side}/terminations/{id}/abandonment`
#[handler]
pub async fn abandon(side: Side, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    let mut conn = side.visitor.conn().await?;
    let seen = form.version();
    side.act(
        &mut conn,
        CaseId(id),
        seen,
        &Command::Abandon,
        Flash::TerminationAbandoned,
    )
    .await
}
