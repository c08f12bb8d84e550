//! What a company does: invite, follow its invitations, take one back.

mod home;
mod invite;
mod list;
mod present;
mod regions;
mod show;
mod withdrawal;

pub(super) use home::home;

use poem::{Route, get};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/company/board", get(home::board))
        .at("/company/invitations", get(list::list).post(invite::send))
        .at("/company/invitations/new", get(invite::blank))
        .at("/company/invitations/:id", get(show::show))
        .at(
            "/company/invitations/:id/withdrawal",
            get(withdrawal::ask).post(withdrawal::withdraw),
        )
        .at("/regions", get(regions::suggest))
}
