//! Where those whose case it is read it.

use wq_core::{
    agreement::written::Form,
    case::{Audience, Kind},
    ids::CaseId,
};

use crate::routes::{destinations, written};

/// The page of a case to its student or company; none where they have none.
pub fn own_page(audience: Audience, kind: Kind, case: CaseId) -> Option<String> {
    match (kind, audience) {
        (Kind::Online, Audience::Student) => Some(format!("/student/invitations/{case}")),
        (Kind::Online, Audience::Company) => Some(format!("/company/invitations/{case}")),
        (Kind::Termination, Audience::Student) => Some(format!("/student/terminations/{case}")),
        (Kind::Termination, Audience::Company) => Some(format!("/company/terminations/{case}")),
        (Kind::Offline, Audience::Student) => Some(written::href(Form::Offline, case)),
        (Kind::Offline, Audience::Company) => Some(written::company_href(case)),
        (Kind::Paper, Audience::Student) => Some(written::href(Form::Paper, case)),
        (Kind::Destination, Audience::Student) => Some(destinations::href(case)),
        (Kind::Paper | Kind::Destination, Audience::Company) => None,
    }
}
