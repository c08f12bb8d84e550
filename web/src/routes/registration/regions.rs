//! Suggests regions to whoever registers, and has no account yet.

use poem::{Response, handler, web::Query};
use serde::Deserialize;
use wq_core::codes::regions_like;

use crate::{fault::Fault, response::part, view::form::suggestions, visitor::Visitor};

/// More would not be read.
const MOST: usize = 20;

#[derive(Debug, Default, Deserialize)]
pub struct Begun {
    #[serde(default)]
    region: String,
}

/// `GET /registration/regions?region=`
#[handler]
pub fn suggest(visitor: &Visitor, Query(begun): Query<Begun>) -> Result<Response, Fault> {
    visitor.app.limiters.guess(visitor.address)?;
    let found: Vec<String> = regions_like(&begun.region, MOST).map(str::to_owned).collect();
    Ok(part(suggestions(&found)))
}
