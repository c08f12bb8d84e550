//! 学生名单管理: the roster, to be read only. It belongs to the employment system (4.1).

mod asked;
mod filter;
mod list;
mod present;
mod reveal;
mod show;

use poem::{Route, get, post};

/// What the module is called.
const TITLE: &str = "学生名单管理";

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/roster", get(list::list))
        .at("/roster/filter", post(filter::filter))
        .at("/roster/:id", get(show::show))
        .at("/roster/:id/reveal", post(reveal::reveal))
}
