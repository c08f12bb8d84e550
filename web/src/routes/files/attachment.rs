//! A file of a case.

use poem::{
    Response, handler,
    web::{Path, Query},
};
use wq_core::{files::attachment, ids::FileId};

use super::answer::{Wanted, hand_out};
use crate::{fault::Fault, visitor::Visitor};

/// `GET /files/attachments/{id}`
#[handler]
pub async fn show(
    visitor: &Visitor,
    Path(id): Path<i64>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Fault> {
    let scope = visitor.account()?.scope();
    let file = attachment(&*visitor.conn().await?, &scope, FileId(id)).await?;
    hand_out(visitor, file, &wanted).await
}

/// The address of a file of a case.
pub fn href(id: FileId) -> String {
    format!("/files/attachments/{id}")
}
