//! Pages that say why nothing happened.

use poem::Response;
use wq_core::{
    case::{Refusal, RefusalClass},
    destination::OwnRegistration,
};

use super::present::href;
use crate::{routes::reading, visitor::Visitor};

/// A rule stands against it, or the registration is in another state than the reader's page showed.
pub fn not_now(visitor: &Visitor, own: &OwnRegistration, refusal: Refusal) -> Response {
    match refusal.class() {
        RefusalClass::Conflict => moved_on(visitor, own),
        RefusalClass::Rule | RefusalClass::Forbidden => {
            reading::blocked(visitor, refusal, &href(own.registration.case.id))
        }
    }
}

/// 409: what state it is in now.
pub fn moved_on(visitor: &Visitor, own: &OwnRegistration) -> Response {
    let case = &own.registration.case;
    let now = case.state.label(own.office.form, None);
    reading::moved_on(visitor, "去向登记", now, &href(case.id))
}
