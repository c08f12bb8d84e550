//! The review modules: their lists, their cases, the verdicts. The address says which module is meant; all share one life.

mod acts;
mod amendment;
mod approval;
mod asked;
mod desk;
mod employment;
mod export;
mod filter;
mod id_number;
mod list;
mod matter;
mod page;
mod rejection;
mod rows;
mod show;
mod standing;
mod verdict;

pub(super) use asked::{Asked, href};
pub(super) use desk::Desk;
pub(super) use matter::given_up;
pub(super) use rows::{level, subject};

use poem::{Route, get, post};
use wq_core::case::Module;

/// The modules that have pages.
pub(super) const MODULES: &[Module] = Module::ALL;

pub(super) fn routes(routes: Route) -> Route {
    MODULES.iter().fold(routes, |routes, module| {
        let at = |rest: &str| format!("/{}{rest}", module.as_str());
        routes
            .at(at(""), get(list::list))
            .at(at("/filter"), post(filter::filter))
            .at(at("/export"), get(export::cases).post(export::take_cases))
            .at(at("/returns"), get(export::returns).post(export::take_returns))
            .at(at("/:id"), get(show::show))
            .at(at("/:id/amendment"), get(amendment::ask).post(amendment::submit))
            .at(at("/:id/approval"), post(approval::approve))
            .at(at("/:id/return"), post(rejection::send_back))
            .at(at("/:id/rejection"), post(rejection::reject))
            .at(at("/:id/standing"), get(standing::standing))
            .at(at("/:id/lookup"), post(standing::look_up))
            .at(
                at("/:id/employment"),
                get(employment::employment).post(employment::ask),
            )
            .at(at("/:id/student"), post(employment::refresh))
            .at(at("/:id/id-number"), post(id_number::reveal))
    })
}
