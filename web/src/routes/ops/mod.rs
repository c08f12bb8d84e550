//! 运维: the queues, one job, and what an operator may do to it. For everyone else these pages do not exist.

mod cancel;
mod home;
mod job;
mod present;
mod queues;
mod retry;

pub(super) use home::home;

use poem::{Route, get, post};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/ops/board", get(home::board))
        .at("/ops/queues", get(queues::show))
        .at("/ops/jobs/:id", get(job::show))
        .at("/ops/jobs/:id/retry", post(retry::submit))
        .at(
            "/ops/jobs/:id/cancellation",
            get(cancel::ask).post(cancel::submit),
        )
}
