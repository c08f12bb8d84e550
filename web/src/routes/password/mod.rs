//! 忘记密码: students by a code, companies by a link, staff in the employment system.

mod ask;
mod code;
mod link;

use poem::{Route, get};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/password/code", get(code::show).post(code::submit))
        .at("/password/link", get(link::show).post(link::submit))
        .at("/password/sent", get(ask::sent))
        .at("/password/:door", get(ask::show).post(ask::submit))
}
