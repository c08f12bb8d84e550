//! 单位用户: who acts for a company; taking in and removing.

mod join;
mod removal;
mod users;

use poem::{Route, get, post};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/company/users", get(users::list))
        .at("/company/users/invitations", post(users::invite))
        .at(
            "/company/users/:id/removal",
            get(removal::ask).post(removal::remove),
        )
        .at("/membership", get(join::show).post(join::submit))
}
