//! 消息: what the platform told students and companies.

mod list;
mod present;
mod read;

use poem::{Route, get, post};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/messages", get(list::list))
        .at("/messages/read", post(read::read))
}
