//! 取消.

use poem::{Response, handler, web::Path};
use wq_core::jobs::{
    JobId, JobState,
    operate::{self, CancelOutcome, cancel_by},
};

use super::{
    job::{href, moved_on},
    present,
};
use crate::{
    fault::Fault,
    response::{Flash, ok, to},
    submission::Submission,
    view::{
        confirm::{Confirm, confirm},
        list::Link,
    },
    visitor::Visitor,
};

/// `GET /ops/jobs/{id}/cancellation`: what follows.
#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    visitor.operator()?;
    let found = operate::show(&mut *visitor.conn().await?, JobId(id)).await?;
    let shown = found.ok_or(Fault::NotFound)?;
    if !shown.job.can_be_cancelled() {
        return Ok(moved_on(visitor, JobId(id), "任务的状态已变化，不能取消。"));
    }
    let page = Confirm {
        title: format!("取消任务 {id}？"),
        consequences: vec![
            format!(
                "“{}”不再执行，它要做的事不会完成。",
                present::kind(&shown.job.kind)
            ),
            "取消后仍可在任务页面重试。".into(),
        ],
        action: format!("{}/cancellation", href(JobId(id))),
        csrf: visitor.csrf.clone(),
        button: "取消任务".into(),
        grave: true,
        back: Link::new("返回", href(JobId(id))),
        ..Confirm::default()
    };
    Ok(ok(visitor, "取消任务", confirm(&page)))
}

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
