//! One termination, for either side.

use poem::{Response, handler, web::Path};
use wq_core::ids::CaseId;

use super::{present, side::Side};
use crate::{fault::Fault, response::ok, view::termination as view};

/// `GET /{side}/terminations/{id}`
#[handler]
pub async fn show(side: Side, Path(id): Path<i64>) -> Result<Response, Fault> {
    let ours = side.found(&mut *side.visitor.conn().await?, CaseId(id)).await?;
    Ok(ok(
        &side.visitor,
        "解约申请",
        view::page(&present::page(&side, &ours)),
    ))
}
