//! The form for a number that was read off paper.

use poem::{Response, handler, web::Query};
use serde::Deserialize;

use crate::{
    fault::Fault,
    response::{ok, to},
    view::verify,
    visitor::Visitor,
};

/// What was typed.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    number: String,
}

/// `GET /verify?number=…`: on to that number, or the form.
#[handler]
pub async fn ask(visitor: &Visitor, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    // Spaces and dashes help reading and mean nothing.
    let number: String = asked.number.chars().filter(char::is_ascii_digit).collect();
    if number.is_empty() {
        Ok(ok(visitor, "协议核验", verify::ask(!asked.number.is_empty())))
    } else {
        Ok(to(&format!("/verify/{number}")))
    }
}
