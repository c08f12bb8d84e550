//! `POST /{module}/{id}/rejection` and `/return`: 审核不通过 and 退回修改, each with a coded reason and the particulars.

use poem::{Response, handler, web::Path};
use wq_core::{
    case::{Command, Reason},
    ids::CaseId,
};

use super::{
    desk::Desk,
    verdict::{give, refused},
};
use crate::{fault::Fault, response::Flash, submission::Submission};

#[handler]
pub async fn reject(desk: Desk, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    with_reason(&desk, CaseId(id), &form, Command::Reject, Flash::Rejected).await
}

#[handler]
pub async fn send_back(desk: Desk, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    with_reason(&desk, CaseId(id), &form, Command::Return, Flash::Returned).await
}

async fn with_reason(
    desk: &Desk,
    case: CaseId,
    form: &Submission,
    command: fn(Reason) -> Command,
    flash: Flash,
) -> Result<Response, Fault> {
    let mut conn = desk.visitor.conn().await?;
    let list = desk.reasons(&conn).await?;
    match Reason::read(&form.0, &list) {
        Ok(reason) => give(desk, &mut conn, case, form, &command(reason), flash).await,
        Err(wrong) => refused(desk, &mut conn, case, form, flash, wrong).await,
    }
}
