//! `POST /roster/filter`: what was typed becomes the address of a roster, searched texts sealed.

use super::asked::Asked;
use crate::{fault::Fault, response::to, submission::Submission, visitor::Visitor};
use poem::{Response, handler};

#[handler]
pub fn filter(visitor: &Visitor, form: Submission) -> Result<Response, Fault> {
    let account = visitor.officer()?;
    let current = visitor.office()?.cohort;
    let get = |field: &str| {
        let text = form.0.0.get(field).map(|text| text.trim());
        text.filter(|text| !text.is_empty())
    };
    let asked = Asked::typed(account, current, get, &visitor.app.settings.key);
    Ok(to(&asked.list()))
}
