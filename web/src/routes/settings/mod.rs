//! 签约设置 of a school, for its officers (domain section 3).

mod handlers;
mod present;
mod save;
mod show;

pub(super) use present::{form_badge, form_name, handler};

use poem::{Route, get};

const PATH: &str = "/settings";

pub(super) fn routes(routes: Route) -> Route {
    routes.at(PATH, get(show::show).post(save::save)).at(
        "/settings/handlers/:level",
        get(handlers::ask).post(handlers::submit),
    )
}
