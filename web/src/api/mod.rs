//! The inbound interface for the employment system (14.2). Programs ask here: no cookies, no pages, JSON both ways.

mod accounts;
mod signed;

use poem::{Route, post};

/// Everything under `/api/v1`.
pub fn routes() -> Route {
    Route::new().at("/accounts", post(accounts::take))
}
