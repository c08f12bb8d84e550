//! Suggestions of places.

use poem::{Response, handler, web::Query};
use serde::Deserialize;
use wq_core::codes;

use crate::{fault::Fault, response::part, view::form::suggestions, visitor::Visitor};

/// More than that nobody reads: one types on.
const MOST: usize = 20;

/// What was typed so far, under the name of its field.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default, alias = "region")]
    work_region: String,
}

/// `GET /regions?work_region=…`, or `?region=…`
#[handler]
pub fn suggest(visitor: &Visitor, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    visitor.account()?;
    let names: Vec<String> = codes::regions_like(&asked.work_region, MOST)
        .map(str::to_owned)
        .collect();
    Ok(part(suggestions(&names)))
}
