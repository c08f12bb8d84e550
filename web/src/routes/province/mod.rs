//! 省级用户: figures of the province's schools, and the form of their agreements.

mod form;
mod home;

pub(super) use home::home;

use poem::{Route, get};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/province/board", get(home::counts))
        .at("/province/settings", get(form::list))
        .at("/province/settings/:cohort", get(form::ask).post(form::set))
}
