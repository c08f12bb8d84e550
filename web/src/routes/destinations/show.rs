//! `GET /student/destinations/{id}`: one registration of the student's own.

use poem::{Response, handler, web::Path};
use wq_core::{
    destination::{OwnRegistration, own},
    ids::CaseId,
};

use super::present;
use crate::{fault::Fault, response::ok, view::destination as view, visitor::Visitor};

#[handler]
pub async fn show(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let own = found(visitor, CaseId(id)).await?;
    Ok(ok(visitor, "去向登记", view::registered(&present::one(&own))))
}

/// A registration of the student's; anything else does not exist.
pub async fn found(visitor: &Visitor, case: CaseId) -> Result<OwnRegistration, Fault> {
    let account = visitor.student()?;
    own(&mut *visitor.conn().await?, account, case)
        .await?
        .ok_or(Fault::NotFound)
}
