//! One job with its attempts.

use wq_core::jobs::operate::{AttemptRow, JobRow, ShownJob};

use super::words;
use crate::{
    routes::ops::job::href,
    view::{
        facts::{Fact, Section},
        ops::job as view,
    },
};

/// The page of a job. `csrf` is for its buttons.
pub fn job(shown: &ShownJob, csrf: &str) -> view::Job {
    let ShownJob { job, attempts } = shown;
    let href = href(job.id);
    view::Job {
        id: job.id.to_string(),
        kind: format!("{} · {}", words::queue(job.queue), words::kind(&job.kind)),
        state: words::state(job.state),
        facts: Section {
            title: "任务信息".into(),
            facts: facts(job),
        },
        payload: format!("{:#}", job.payload),
        attempts: attempts.iter().map(attempt).collect(),
        csrf: csrf.to_owned(),
        retry: job.can_be_retried().then(|| format!("{href}/retry")),
        cancel: job.can_be_cancelled().then(|| format!("{href}/cancellation")),
    }
}

fn facts(job: &JobRow) -> Vec<Fact> {
    let time = |at: Option<_>| at.map(words::second).unwrap_or_default();
    vec![
        Fact::new("创建时间", words::second(job.created_at)),
        Fact::new("到期时间", words::second(job.due_at)),
        Fact::new("结束时间", time(job.finished_at)),
        Fact::new(
            "已尝试 / 最多",
            format!("{} / {}", job.attempts, job.max_attempts),
        ),
        Fact::new("合并的请求", job.requests.to_string()),
        Fact::new("执行者", job.leased_by.clone().unwrap_or_default()),
        Fact::new("租约到期", time(job.leased_until)),
    ]
}

fn attempt(attempt: &AttemptRow) -> view::Attempt {
    view::Attempt {
        number: attempt.run.to_string(),
        started: words::second(attempt.started_at),
        took: attempt
            .finished_at
            .map_or_else(|| "—".into(), |end| words::took(end - attempt.started_at)),
        worker: attempt.worker.clone(),
        outcome: words::outcome(attempt.outcome),
        error: attempt.error.clone().unwrap_or_default(),
    }
}
