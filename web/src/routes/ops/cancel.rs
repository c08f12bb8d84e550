//! 取消.

use poem::{Response, handler, web::Path};
use wq_core::jobs::{
    JobId, JobState,
    operate::{CancelOutcome, cancel_by},
};

use super::job::{href, moved_on};
use crate::{
    fault::Fault,
    response::{Flash, to},
    submission::Submission,
    visitor::Visitor,
};

/// `POST /ops/jobs/{id}/cancellation`
#[handler]
pub async fn submit(visitor: &Visitor, Path(id): Path<i64>, _form: Submission) -> Result<Response, Fault> {
    let operator = visitor.operator()?;
    let id = JobId(id);
    match cancel_by(&mut *visitor.conn().await?, operator, id).await? {
        CancelOutcome::Cancelled => {
            visitor.say(Flash::Cancelled);
            Ok(to(&href(id)))
        }
        CancelOutcome::Running => {
            let why = "任务正在执行，不能中途取消。它很快会结束；如果没有成功，那时可以取消。";
            Ok(moved_on(visitor, id, why))
        }
        CancelOutcome::Ended(JobState::Done) => Ok(moved_on(visitor, id, "任务已经完成，不能取消。")),
        CancelOutcome::Ended(_) => Ok(moved_on(visitor, id, "任务已被取消，不需要再次取消。")),
        CancelOutcome::NotFound => Err(Fault::NotFound),
    }
}
