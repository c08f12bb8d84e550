//! What a student does: see where one stands, weigh an invitation, accept or decline it; read all that ever happened.

mod acceptance;
mod answering;
mod code;
mod home;
mod list;
mod present;
mod refusal;
mod show;
mod standing;
mod timeline;

pub(super) use home::home;

use poem::{Route, get};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/student/invitations", get(list::list))
        .at("/student/invitations/:id", get(show::show))
        .at("/student/invitations/:id/standing", get(standing::standing))
        .at(
            "/student/invitations/:id/acceptance",
            get(acceptance::ask).post(acceptance::accept),
        )
        .at(
            "/student/invitations/:id/acceptance/code",
            get(code::show).post(code::send),
        )
        .at("/student/timeline", get(timeline::show))
        .at(
            "/student/invitations/:id/refusal",
            get(refusal::ask).post(refusal::decline),
        )
}
