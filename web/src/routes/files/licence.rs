//! The 营业执照 of a company, for officers before whom it stands, its students and itself.

use poem::{
    Response, handler,
    web::{Path, Query},
};
use wq_core::{files::licence, ids::CompanyId};

use super::answer::{Wanted, hand_out};
use crate::{fault::Fault, visitor::Visitor};

/// `GET /files/licences/{company}`
#[handler]
pub async fn show(
    visitor: &Visitor,
    Path(company): Path<i64>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Fault> {
    let scope = visitor.account()?.scope();
    let file = licence(&*visitor.conn().await?, &scope, CompanyId(company)).await?;
    hand_out(visitor, file, &wanted).await
}

/// The address of a company's licence.
pub fn href(company: CompanyId) -> String {
    format!("/files/licences/{company}")
}
