//! 解约: for the two sides of an agreement, who ask, answer and follow it, and for the school officer who ends one alone.

mod abandonment;
mod ask;
mod consent;
mod force;
mod list;
mod one_sided;
mod panel;
mod present;
mod refusal;
mod show;
mod side;
mod submission;
mod withdrawal;

pub(super) use panel::panel;

use poem::{Route, get};

/// The doors of the two sides.
const SIDES: [&str; 2] = ["student", "company"];

pub(super) fn routes(routes: Route) -> Route {
    let routes = SIDES.iter().fold(routes, |routes, side| {
        let at = |rest: &str| format!("/{side}/terminations{rest}");
        routes
            .at(
                format!("/{side}/agreements/:id/termination"),
                get(ask::blank).post(ask::send),
            )
            .at(at(""), get(list::list))
            .at(at("/:id"), get(show::show))
            .at(at("/:id/consent"), get(consent::ask).post(consent::agree))
            .at(at("/:id/refusal"), get(refusal::ask).post(refusal::refuse))
            .at(
                at("/:id/withdrawal"),
                get(withdrawal::ask).post(withdrawal::withdraw),
            )
            .at(
                at("/:id/submission"),
                get(submission::ask).post(submission::submit),
            )
            .at(
                at("/:id/abandonment"),
                get(abandonment::ask).post(abandonment::abandon),
            )
    });
    routes
        .at("/terminations/:id/force", get(force::ask).post(force::force))
        .at(
            "/terminations/:id/one-sided",
            get(one_sided::ask).post(one_sided::approve),
        )
}
