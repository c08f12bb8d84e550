//! `/{module}/{id}/amendment`: a school officer edits an approved agreement (rule 7.1).

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    agreement::{Amendment, amend},
    case::{ActError, AgreementKind, EditableField},
    codes::options,
    ids::CaseId,
    review::{Matter, Reviewed},
};

use super::{asked::Asked, desk::Desk, verdict::seen};
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    submission::Submission,
    view::{
        confirm::{Confirm, confirm},
        form::{Choice, Field, Posted},
        list::Link,
    },
};

#[handler]
pub async fn ask(desk: Desk, Path(id): Path<i64>) -> Result<Response, Fault> {
    let asked = desk.came_from();
    let reviewed = found(&desk, &asked, CaseId(id)).await?;
    reviewed.verdicts.amend.map_err(ActError::from)?;
    Ok(form(&desk, &asked, &reviewed, StatusCode::OK, Posted::new()))
}

#[handler]
pub async fn submit(desk: Desk, Path(id): Path<i64>, typed: Submission) -> Result<Response, Fault> {
    let asked = desk.came_from();
    let reviewed = found(&desk, &asked, CaseId(id)).await?;
    let case = &reviewed.case;
    let posted = fields(&reviewed).iter().fold(Posted::new(), |posted, field| {
        posted.with(field.name, typed.get(field.name))
    });
    let wanted = match Amendment::read(&typed.0, kind(&reviewed)?, case.cohort) {
        Ok(wanted) => wanted,
        Err(wrong) => {
            let posted = wrong
                .into_iter()
                .fold(posted, |posted, (field, sentence)| posted.refuse(field, sentence));
            return Ok(form(
                &desk,
                &asked,
                &reviewed,
                StatusCode::UNPROCESSABLE_ENTITY,
                posted,
            ));
        }
    };
    let done = amend(
        &mut *desk.visitor.conn().await?,
        &desk.account,
        case.id,
        seen(&typed),
        &wanted,
    )
    .await;
    match done {
        Ok(_) => {
            desk.visitor.say(Flash::Amended);
            Ok(to(&asked.case(case.id, "")))
        }
        // Somebody was quicker: the form is drawn from what they left, with what was typed.
        Err(ActError::Moved) => {
            let posted = posted.refuse_all("这份协议刚被他人修改，请核对现在的内容后重新提交");
            let now = found(&desk, &asked, case.id).await?;
            Ok(form(&desk, &asked, &now, StatusCode::CONFLICT, posted))
        }
        Err(ActError::Refused(refusal)) if reviewed.verdicts.amend.is_ok() => {
            let posted = posted.refuse_all(refusal.message(desk.visitor.reader()));
            Ok(form(
                &desk,
                &asked,
                &reviewed,
                StatusCode::UNPROCESSABLE_ENTITY,
                posted,
            ))
        }
        Err(error) => Err(error.into()),
    }
}

async fn found(desk: &Desk, asked: &Asked, case: CaseId) -> Result<Reviewed, Fault> {
    let mut conn = desk.visitor.conn().await?;
    desk.open(&mut conn, asked, case).await
}

fn kind(reviewed: &Reviewed) -> Result<AgreementKind, Fault> {
    AgreementKind::of(reviewed.case.state.kind()).ok_or(Fault::NotFound)
}

fn fields(reviewed: &Reviewed) -> Vec<Field> {
    let Matter::Agreement(contract) = &reviewed.matter else {
        return Vec::new();
    };
    let field = |field: &EditableField| {
        let codes = options(field.list(), reviewed.case.cohort);
        let choices = codes.map(|code| Choice::new(&code.code, &code.name)).collect();
        Field::select(field.as_str(), field.label(), Some("请选择"), choices)
            .value(contract.terms.editable(*field))
            .required()
    };
    AgreementKind::of(reviewed.case.state.kind())
        .map(AgreementKind::editable_after_approval)
        .unwrap_or_default()
        .iter()
        .map(field)
        .collect()
}

fn form(desk: &Desk, asked: &Asked, reviewed: &Reviewed, status: StatusCode, posted: Posted) -> Response {
    let case = &reviewed.case;
    let body = Confirm {
        title: format!("修改{}的就业协议", reviewed.student.name),
        consequences: vec![
            "修改后将通过微信和短信通知毕业生，并同步到就业管理系统。".into(),
            "修改前后的内容都会保留在办理记录中。".into(),
        ],
        fields: fields(reviewed),
        upload: None,
        posted,
        action: asked.case(case.id, "/amendment"),
        csrf: desk.visitor.csrf.clone(),
        version: Some(case.version.into()),
        button: "保存修改".into(),
        grave: false,
        back: Link::new("返回", asked.case(case.id, "")),
    };
    page(&desk.visitor, status, &body.title, confirm(&body))
}
