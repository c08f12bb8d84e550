//! 用人单位注册: the form, and the link that completes it.

mod activation;
mod ask;
mod regions;

use poem::{Route, get};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/registration", get(ask::blank).post(ask::submit))
        .at("/registration/regions", get(regions::suggest))
        .at("/registration/sent", get(ask::sent))
        .at(
            "/registration/activation",
            get(activation::show).post(activation::submit),
        )
}
