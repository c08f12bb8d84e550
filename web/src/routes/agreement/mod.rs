//! Agreements, for everyone who may see them: student, company and officers alike.

mod document;

pub(super) use document::link as document_link;

use poem::{Route, get};

pub(super) fn routes(routes: Route) -> Route {
    routes.at("/agreements/:id/document", get(document::download))
}
