//! Suggests places to a student who writes.

use poem::{Response, handler, web::Query};
use serde::Deserialize;
use wq_core::codes::regions_like;

use crate::{fault::Fault, response::part, view::form::suggestions, visitor::Visitor};

/// More than that nobody reads: one types on.
const MOST: usize = 20;

/// What was typed so far, under the name of its field.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    region: String,
    #[serde(default)]
    work_region: String,
}

/// `GET /student/regions?region=` and `?work_region=`
#[handler]
pub fn suggest(visitor: &Visitor, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    visitor.student()?;
    let typed = if asked.region.is_empty() {
        &asked.work_region
    } else {
        &asked.region
    };
    let names: Vec<String> = regions_like(typed, MOST).map(str::to_owned).collect();
    Ok(part(suggestions(&names)))
}
