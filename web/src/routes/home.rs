//! 首页: one address, and the home of whoever is signed in.

use poem::{Response, Route, get, handler};
use wq_core::access::Role;

use super::{company, student};
use crate::{fault::Fault, visitor::Visitor};

pub(super) fn routes(routes: Route) -> Route {
    routes.at("/", get(home))
}

/// `GET /`
#[handler]
async fn home(visitor: &Visitor) -> Result<Response, Fault> {
    match visitor.account()?.role {
        Role::Student { .. } => student::home(visitor).await,
        Role::Company { .. } => company::home(visitor).await,
        Role::Province { .. } | Role::School { .. } | Role::Department { .. } | Role::Operator => {
            Err(Fault::NotFound)
        }
    }
}
