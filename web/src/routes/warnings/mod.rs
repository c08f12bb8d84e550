//! 预警单位管理: for school officers.

mod list;
mod mark;
mod new;
mod withdrawal;

use poem::{Route, get};

/// What the module is called.
const TITLE: &str = "预警单位管理";

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/warnings", get(list::list))
        .at("/warnings/new", get(new::new))
        .at("/warnings/companies/:id", get(mark::ask).post(mark::mark))
        .at(
            "/warnings/codes/:code",
            get(mark::ask_by_code).post(mark::mark_by_code),
        )
        .at(
            "/warnings/:id/withdrawal",
            get(withdrawal::ask).post(withdrawal::withdraw),
        )
}
