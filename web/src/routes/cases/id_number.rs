//! `POST /{module}/{id}/id-number`: the whole ID number, shown once; the audit trail keeps who asked for it.

use poem::{Response, handler, web::Path};
use wq_core::{ids::CaseId, roster::reveal_id_number};

use super::{
    desk::Desk,
    page::{Told, page},
};
use crate::{
    fault::Fault,
    response::{ok, part},
    submission::Submission,
    view::review::{
        review as view,
        student::{IdNumber, id_number},
    },
};

#[handler]
pub async fn reveal(desk: Desk, Path(id): Path<i64>, _form: Submission) -> Result<Response, Fault> {
    let case = CaseId(id);
    let mut conn = desk.visitor.conn().await?;
    let number = reveal_id_number(&mut conn, &desk.account, case)
        .await?
        .ok_or(Fault::NotFound)?;
    if desk.visitor.partial {
        return Ok(part(id_number(&IdNumber {
            shown: number,
            ..IdNumber::default()
        })));
    }
    let asked = desk.came_from();
    let reviewed = desk.open(&mut conn, &asked, case).await?;
    let reasons = desk.reasons(&conn).await?;
    let told = Told {
        id_number: Some(number),
        ..Told::default()
    };
    let body = view(&page(&desk, &asked, &reviewed, &reasons, told));
    Ok(ok(&desk.visitor, desk.module.label(), body))
}
