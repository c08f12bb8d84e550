//! `GET /{module}/{id}`: one case before its reviewer.

use poem::{Response, handler, web::Path};
use wq_core::ids::CaseId;

use super::{
    desk::Desk,
    page::{Told, page},
};
use crate::{fault::Fault, response::ok, view::review::review as view};

#[handler]
pub async fn show(desk: Desk, Path(id): Path<i64>) -> Result<Response, Fault> {
    let asked = desk.came_from();
    let mut conn = desk.visitor.conn().await?;
    let reviewed = desk.open(&mut conn, &asked, CaseId(id)).await?;
    let reasons = desk.reasons(&conn).await?;
    drop(conn);
    let body = view(&page(&desk, &asked, &reviewed, &reasons, Told::default()));
    Ok(ok(&desk.visitor, desk.module.label(), body))
}
