//! 经营状态: the panel alone while its answer is awaited, and 重新查询.

use poem::{Response, handler, web::Path};
use wq_core::{company, ids::CaseId, review::about_company};

use super::{asked::href, desk::Desk, page};
use crate::{
    fault::Fault,
    response::{Flash, part, to},
    submission::Submission,
    view::review::company::standing as view,
};

/// `GET /{module}/{id}/standing`: asked for again and again.
#[handler]
pub async fn standing(desk: Desk, Path(id): Path<i64>) -> Result<Response, Fault> {
    let case = CaseId(id);
    let conn = desk.visitor.conn().await?;
    let (_, known) = about_company(&conn, &desk.account, desk.module, case)
        .await?
        .ok_or(Fault::NotFound)?;
    Ok(part(view(&page::standing(&desk, case, Some(&known)))))
}

/// `POST /{module}/{id}/lookup`: asks the register again.
#[handler]
pub async fn look_up(desk: Desk, Path(id): Path<i64>, _form: Submission) -> Result<Response, Fault> {
    let case = CaseId(id);
    let mut conn = desk.visitor.conn().await?;
    let (company, _) = about_company(&conn, &desk.account, desk.module, case)
        .await?
        .ok_or(Fault::NotFound)?;
    company::ask(&mut conn, company).await?;
    if desk.visitor.partial {
        let known = company::standing(&conn, company, desk.account.school()).await?;
        return Ok(part(view(&page::standing(&desk, case, Some(&known)))));
    }
    desk.visitor.say(Flash::LookingUp);
    Ok(to(&href(desk.module, case, "")))
}
