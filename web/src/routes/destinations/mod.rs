//! 去向登记: a student chooses a type, fills it in, hands it in, takes it back or gives it up; a reviewer corrects it.

mod acts;
mod begin;
mod correction;
mod fields;
mod fill;
mod list;
mod present;
mod refused;
mod show;

pub(super) use present::{LIST, href};

use poem::{Route, get, post};

pub(super) fn routes(routes: Route) -> Route {
    let at = |rest: &str| format!("/student/destinations{rest}");
    routes
        .at(at(""), get(list::list).post(begin::begin))
        .at(at("/new"), get(begin::choose))
        .at(at("/:id"), get(show::show))
        .at(at("/:id/details"), get(fill::form))
        .at(at("/:id/draft"), post(fill::save))
        .at(at("/:id/submission"), post(fill::submit))
        .at(
            at("/:id/withdrawal"),
            get(acts::ask_withdrawal).post(acts::withdraw),
        )
        .at(
            at("/:id/abandonment"),
            get(acts::ask_abandonment).post(acts::abandon),
        )
        .at(at("/:id/voidance"), get(acts::ask_voidance).post(acts::give_up))
        .at(
            "/destinations/:id/correction",
            get(correction::ask).post(correction::submit),
        )
}
