//! 解约: for the two sides of an agreement, who ask, answer and follow it, and for the school officer who ends one alone.

mod alone;
mod ask;
mod list;
mod panel;
mod present;
mod show;
mod side;
mod step;
mod submission;

pub(super) use panel::panel;

use poem::{Route, get};
use step::Step;

/// The doors of the two sides.
const SIDES: [&str; 2] = ["student", "company"];

pub(super) fn routes(routes: Route) -> Route {
    let routes = SIDES.iter().fold(routes, |routes, side| {
        let at = |rest: &str| format!("/{side}/terminations{rest}");
        let routes = routes
            .at(
                format!("/{side}/agreements/:id/termination"),
                get(ask::blank).post(ask::send),
            )
            .at(at(""), get(list::list))
            .at(at("/:id"), get(show::show))
            .at(
                at("/:id/submission"),
                get(submission::ask).post(submission::submit),
            );
        Step::ALL.iter().fold(routes, |routes, step| {
            let path = at(&format!("/:id{}", step.path()));
            routes.at(path, get(step::ask).post(step::take))
        })
    });
    ["force", "one-sided"].iter().fold(routes, |routes, rest| {
        routes.at(
            format!("/terminations/:id/{rest}"),
            get(alone::ask).post(alone::end),
        )
    })
}
