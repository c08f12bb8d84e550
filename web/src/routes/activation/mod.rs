//! 激活账号: a student proves name, ID number and mobile, and chooses a password.

mod code;
mod identity;

use poem::{Route, get};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/activation", get(identity::show).post(identity::submit))
        .at("/activation/code", get(code::show).post(code::submit))
}
