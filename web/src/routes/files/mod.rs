//! What was uploaded, for those who may see what it belongs to; for everyone else it does not exist.

mod answer;
mod attachment;
mod held;
mod licence;

pub use attachment::href;
pub use licence::href as licence_href;

use poem::{Endpoint, Route, get};

/// Every file. Not compressed: pictures are.
pub fn routes() -> impl Endpoint {
    Route::new()
        .at("/files/held/:ticket", get(held::show))
        .at("/files/attachments/:id", get(attachment::show))
        .at("/files/licences/:company", get(licence::show))
}
