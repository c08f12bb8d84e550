//! 登录设备: one's own sessions, for every role.

mod browser;
mod end;
mod list;

use poem::{Route, get, post};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/account/sessions", get(list::list))
        .at("/account/sessions/others/end", post(end::others))
        .at("/account/sessions/:id/end", post(end::one))
}
