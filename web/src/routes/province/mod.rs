//! 省级用户: figures of the province's schools, the form of their agreements, and the lowest wages of the province.

mod form;
mod home;
mod wage_floors;

pub(super) use home::home;

use poem::{Route, get};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/province/board", get(home::counts))
        .at("/province/settings", get(form::list))
        .at("/province/settings/:cohort", get(form::ask).post(form::set))
        .at(
            "/province/wage-floors",
            get(wage_floors::list).post(wage_floors::add),
        )
        .at("/province/wage-floors/new", get(wage_floors::blank))
        .at(
            "/province/wage-floors/:region/:day",
            get(wage_floors::ask).post(wage_floors::correct),
        )
        .at(
            "/province/wage-floors/:region/:day/removal",
            get(wage_floors::ask_removal).post(wage_floors::remove),
        )
}
