//! 个人信息: the mobile number and mail address that a student keeps themselves.

mod email;
mod mobile;
mod show;

use poem::{Route, get, post};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/student/profile", get(show::show))
        .at("/student/profile/email", post(email::save))
        .at("/student/profile/mobile", get(mobile::show).post(mobile::ask))
        .at("/student/profile/mobile/code", post(mobile::change))
}
