//! `POST /{module}/filter`: what was typed into the filter form becomes the address of a list, searched texts sealed.

use poem::{Response, handler};

use super::{asked::Asked, desk::Desk};
use crate::{response::to, submission::Submission};

#[handler]
pub fn filter(desk: Desk, form: Submission) -> Response {
    let get = |field: &str| {
        form.0
            .0
            .get(field)
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
    };
    let asked = Asked::typed(desk.module, get, desk.key());
    to(&desk.as_far_as_offered(asked).list())
}
