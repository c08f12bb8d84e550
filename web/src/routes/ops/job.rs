//! One job with every attempt at it.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::jobs::{JobId, operate};

use super::present;
use crate::{
    fault::Fault,
    response::{ok, page},
    view::{
        error::{Failure, failure},
        ops::job as view,
    },
    visitor::Visitor,
};

/// `GET /ops/jobs/{id}`
#[handler]
pub async fn show(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    visitor.operator()?;
    let found = operate::show(&mut *visitor.conn().await?, JobId(id)).await?;
    let shown = found.ok_or(Fault::NotFound)?;
    let body = view::job(&present::job(&shown, &visitor.csrf));
    Ok(ok(visitor, &format!("任务 {id}"), body))
}

/// The job is no longer where its page showed it; `why` says what that means for the operator.
pub(super) fn moved_on(visitor: &Visitor, id: JobId, why: &str) -> Response {
    let shown = Failure::conflict(why, href(id));
    page(visitor, StatusCode::CONFLICT, &shown.title, failure(&shown))
}

/// The page of a job.
pub(super) fn href(id: JobId) -> String {
    format!("/ops/jobs/{id}")
}
