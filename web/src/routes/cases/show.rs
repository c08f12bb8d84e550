//! `GET /{module}/{id}`: one case before its reviewer.

use poem::{Response, handler, web::Path};
use wq_core::{ids::CaseId, review};

use super::{
    desk::Desk,
    page::{Told, page},
};
use crate::{fault::Fault, response::ok, view::review::review as view};

#[handler]
pub async fn show(desk: Desk, Path(id): Path<i64>) -> Result<Response, Fault> {
    let asked = desk.came_from();
    let mut conn = desk.visitor.conn().await?;
    let reviewed = review::open(&mut conn, &desk.account, &desk.office, &asked.wanted, CaseId(id))
        .await?
        .ok_or(Fault::NotFound)?;
    drop(conn);
    let body = view(&page(&desk, &asked, &reviewed, Told::default()));
    Ok(ok(&desk.visitor, desk.module.label(), body))
}
