//! Agreements that the student writes down: offline ones (线下签约, guide section 6.2) and paper ones (补登, guide section 7), for
//! students and for the companies that they name.

mod company;
mod edit;
mod filled;
mod present;
mod regions;
mod show;
mod stamped_copy;
mod step;

pub(super) use present::{company_href, href, new, ways};

use poem::{Route, get};
use wq_core::agreement::written::Form;

pub(super) fn routes(routes: Route) -> Route {
    let routes = Form::ALL.iter().fold(routes, |routes, form| {
        let at = |rest: &str| format!("/student/{}{rest}", form.as_str());
        routes
            .at(at("/new"), get(edit::blank).post(edit::submit_new))
            .at(at("/:id"), get(show::show))
            .at(at("/:id/standing"), get(show::standing))
            .at(at("/:id/edit"), get(edit::again).post(edit::submit_again))
            .at(at("/:id/withdrawal"), get(step::ask).post(step::take))
            .at(at("/:id/abandonment"), get(step::ask).post(step::take))
    });
    routes
        .at(
            "/student/offline/:id/stamped-copy",
            get(stamped_copy::ask).post(stamped_copy::upload),
        )
        .at("/student/regions", get(regions::suggest))
        .at("/company/agreements", get(company::list))
        .at("/company/agreements/:id", get(company::show))
        .at(
            "/company/agreements/:id/stamped-copy",
            get(stamped_copy::ask).post(stamped_copy::upload),
        )
}
