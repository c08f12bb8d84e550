//! 协议核验: anyone with a number, from paper or a QR code, asks whether the agreement is real.

mod ask;
mod show;

use poem::{Route, get};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/verify", get(ask::ask))
        .at("/verify/:number", get(show::show))
}
