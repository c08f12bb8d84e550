//! Pages by module: one folder a noun, one file a verb.

mod accounts;
mod activation;
mod agreement;
mod cases;
mod company;
mod departments;
mod destinations;
mod files;
mod home;
mod login;
mod membership;
mod messages;
mod nav;
mod one_time;
mod ops;
mod password;
mod profile;
mod province;
mod reading;
mod registration;
mod roster;
mod sessions;
mod settings;
mod student;
mod students;
mod termination;
mod verify;
mod warnings;
mod wording;
mod written;

pub use files::{href as attachment_href, licence_href, routes as files};
pub use nav::nav;

use poem::{Endpoint, Route};

/// Every page.
pub fn pages() -> impl Endpoint {
    let routes = Route::new();
    let routes = login::routes(routes);
    let routes = activation::routes(routes);
    let routes = password::routes(routes);
    let routes = registration::routes(routes);
    let routes = membership::routes(routes);
    let routes = sessions::routes(routes);
    let routes = profile::routes(routes);
    let routes = accounts::routes(routes);
    let routes = home::routes(routes);
    let routes = agreement::routes(routes);
    let routes = verify::routes(routes);
    let routes = cases::routes(routes);
    let routes = roster::routes(routes);
    let routes = company::routes(routes);
    let routes = student::routes(routes);
    let routes = destinations::routes(routes);
    let routes = written::routes(routes);
    let routes = termination::routes(routes);
    let routes = messages::routes(routes);
    let routes = province::routes(routes);
    let routes = settings::routes(routes);
    let routes = students::routes(routes);
    let routes = warnings::routes(routes);
    ops::routes(routes)
}
