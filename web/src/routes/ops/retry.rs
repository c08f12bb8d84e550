//! 重试.

use poem::{Response, handler, web::Path};
use wq_core::jobs::{
    JobId, JobState,
    operate::{RetryOutcome, retry_by},
};

use super::job::{href, moved_on};
use crate::{
    fault::Fault,
    response::{Flash, to},
    submission::Submission,
    visitor::Visitor,
};

/// `POST /ops/jobs/{id}/retry`
#[handler]
pub async fn submit(visitor: &Visitor, Path(id): Path<i64>, _form: Submission) -> Result<Response, Fault> {
    let operator = visitor.operator()?;
    let id = JobId(id);
    match retry_by(&mut *visitor.conn().await?, operator, id).await? {
        RetryOutcome::Retried => {
            visitor.say(Flash::Retried);
            Ok(to(&href(id)))
        }
        RetryOutcome::NotEnded(state) => Ok(moved_on(visitor, id, why(state))),
        RetryOutcome::NotFound => Err(Fault::NotFound),
    }
}

fn why(state: JobState) -> &'static str {
    match state {
        JobState::Ready => "任务已在排队，不需要重试。",
        JobState::Running => "任务正在执行，请等它结束，再看是否需要重试。",
        JobState::Done => "任务已经完成，不需要重试。",
        JobState::Dead | JobState::Cancelled => "任务刚刚结束，请查看最新状态后再试。",
    }
}
