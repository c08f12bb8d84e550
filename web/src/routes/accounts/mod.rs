//! 账号管理, to be read only: accounts are made in the employment system (2.4).

mod list;

use poem::{Route, get};

pub(super) fn routes(routes: Route) -> Route {
    routes.at("/accounts", get(list::list))
}
