//! 任务队列: every queue by state, and the jobs that a filter finds.

use poem::{Response, handler, web::Query};
use serde::Deserialize;
use wq_core::jobs::{
    JobId, JobState, Queue,
    operate::{self, Filter},
};

use super::present;
use crate::{fault::Fault, response::ok, view::ops::queues as view, visitor::Visitor};

/// Jobs on a page.
const PAGE: usize = 50;

/// What the address asks for. What it does not name, or names wrongly, is not filtered by.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    queue: String,
    state: String,
    kind: String,
    before: String,
    after: String,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter {
            queue: self.queue.parse::<Queue>().ok(),
            state: self.state.parse::<JobState>().ok(),
            kind: present::known_kind(&self.kind).map(str::to_owned),
        }
    }
}

/// `GET /ops/queues`
#[handler]
pub async fn show(visitor: &Visitor, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    visitor.operator()?;
    let mut conn = visitor.conn().await?;
    let queues = operate::overview(&mut conn).await?;
    let filter = asked.filter();
    let place = |text: &str| text.parse().ok().map(JobId);
    let (before, after) = (place(&asked.before), place(&asked.after));
    let more = PAGE as i64 + 1;
    let (jobs, above, below) = match after {
        Some(after) => {
            let mut jobs = operate::list_above(&mut conn, &filter, after, more).await?;
            let above = jobs.len() > PAGE;
            jobs.drain(..jobs.len().saturating_sub(PAGE));
            (jobs, above, true)
        }
        None => {
            let mut jobs = operate::list(&mut conn, &filter, before, more).await?;
            let below = jobs.len() > PAGE;
            jobs.truncate(PAGE);
            (jobs, before.is_some(), below)
        }
    };
    let numbers: Vec<JobId> = jobs.iter().map(|job| job.id).collect();
    let errors = operate::last_errors(&mut conn, &numbers).await?;
    let page = view::Queues {
        queues: queues.iter().map(present::queue).collect(),
        action: "/ops/queues".into(),
        filters: present::filters(&filter),
        count: if above || below {
            format!("本页 {} 个", jobs.len())
        } else {
            format!("共 {} 个", jobs.len())
        },
        pager: present::pager(&filter, &jobs, above, below),
        jobs: jobs
            .iter()
            .map(|job| present::row(job, errors.get(&job.id)))
            .collect(),
    };
    Ok(ok(visitor, "任务队列", view::queues(&page)))
}
