//! Pages.

use poem::Route;

pub(super) fn routes(routes: Route) -> Route {
    routes
}
