//! The company's standing in the register, while its answer is awaited.

use poem::{Response, handler, web::Path};
use wq_core::ids::CaseId;

use super::{present, show::found};
use crate::{fault::Fault, response::part, view::review::company as view, visitor::Visitor};

/// `GET /student/invitations/{id}/standing`
#[handler]
pub async fn standing(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let offer = found(&mut *visitor.conn().await?, account, CaseId(id)).await?;
    Ok(part(view::standing(&present::standing(&offer))))
}
