//! Lists of students: 失效信息管理 and 作废信息管理.

mod asked;
mod dormant;
mod list;
mod voided;

use poem::{Route, get, post};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/dormant", get(dormant::list))
        .at("/dormant/filter", post(dormant::filter))
        .at("/voided", get(voided::list))
        .at("/voided/filter", post(voided::filter))
        .at("/voided/:id", get(voided::show))
}
