//! Signing in and out.

mod sign_in;
mod sign_out;

use poem::{Route, get, post};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/login", get(sign_in::choose))
        .at("/login/:door", get(sign_in::show).post(sign_in::submit))
        .at("/logout", post(sign_out::here))
        .at("/logout/everywhere", post(sign_out::everywhere))
}
