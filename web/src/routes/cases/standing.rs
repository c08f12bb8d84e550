//! 经营状态: the panel alone while its answer is awaited, and 重新查询.

use maud::html;
use poem::{Response, handler, web::Path};
use wq_core::{
    company,
    db::Conn,
    ids::CaseId,
    review::{AboutCompany, about_company},
};

use super::{asked::href, desk::Desk, page};
use crate::{
    fault::Fault,
    response::{Flash, part, to},
    submission::Submission,
    view::review::{company::standing as view, verdict::cautions_late},
};

/// `GET /{module}/{id}/standing`: asked for again and again.
#[handler]
pub async fn standing(desk: Desk, Path(id): Path<i64>) -> Result<Response, Fault> {
    let case = CaseId(id);
    let about = found(&desk, &*desk.visitor.conn().await?, case).await?;
    Ok(panel_alone(&desk, case, &about))
}

/// `POST /{module}/{id}/lookup`: asks the register again.
#[handler]
pub async fn look_up(desk: Desk, Path(id): Path<i64>, _form: Submission) -> Result<Response, Fault> {
    let case = CaseId(id);
    let mut conn = desk.visitor.conn().await?;
    let about = found(&desk, &conn, case).await?;
    company::ask(&mut conn, about.company).await?;
    if desk.visitor.partial {
        let now = found(&desk, &conn, case).await?;
        return Ok(panel_alone(&desk, case, &now));
    }
    desk.visitor.say(Flash::LookingUp);
    Ok(to(&href(desk.module, case, "")))
}

async fn found(desk: &Desk, conn: &Conn, case: CaseId) -> Result<AboutCompany, Fault> {
    about_company(conn, &desk.account, desk.module, case)
        .await?
        .ok_or(Fault::NotFound)
}

/// The panel alone, and beside it what a verdict is to heed, where the reader has one to give.
fn panel_alone(desk: &Desk, case: CaseId, about: &AboutCompany) -> Response {
    let heeded = about
        .verdicts
        .any()
        .then(|| cautions_late(&page::cautions(desk, &about.verdicts, &about.cautions)));
    let panel = view(&page::standing(desk, case, Some(&about.standing)));
    part(html! { (panel) @if let Some(heeded) = heeded { (heeded) } })
}
