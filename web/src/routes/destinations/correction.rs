//! `/destinations/{id}/correction`: 修改去向, by the reviewer whose step it is.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    case::{
        ActError, Module,
        history::{Happened, history},
        queue::was_taken_back,
    },
    destination::{self, AGREED, FormError, Registration, edit, read},
    ids::CaseId,
};

use super::fields::{filled, parts};
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    routes::reading,
    submission::Submission,
    view::{
        destination::{self as view, DestinationForm},
        form::{Choice, Field, Posted},
        history::Event,
        list::Link,
    },
    visitor::Visitor,
};

#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let registration = found(visitor, CaseId(id)).await?;
    destination::may_edit(&mut *visitor.conn().await?, visitor.officer()?, CaseId(id)).await?;
    let posted = filled(&registration.details);
    Ok(form(visitor, StatusCode::OK, &registration, Vec::new(), posted))
}

#[handler]
pub async fn submit(visitor: &Visitor, Path(id): Path<i64>, typed: Submission) -> Result<Response, Fault> {
    let (account, case) = (visitor.officer()?, CaseId(id));
    let registration = found(visitor, case).await?;
    let edited = {
        let mut conn = visitor.conn().await?;
        edit(&mut conn, account, case, typed.version(), &typed.0).await
    };
    let posted = Posted::of(&typed.0);
    let refused = |posted| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(form(visitor, status, &registration, Vec::new(), posted))
    };
    match edited {
        Ok(_) => {
            visitor.say(Flash::DestinationCorrected);
            Ok(to(&href(case)))
        }
        Err(FormError::Wrong(wrong)) => refused(posted.refuse_each(wrong)),
        Err(FormError::Act(ActError::Refused(refusal))) => {
            let error = ActError::Refused(refusal);
            match Fault::from(error) {
                Fault::Refused(refusal) => refused(posted.refuse_all(refusal.message(visitor.reader()))),
                fault => Err(fault),
            }
        }
        // Somebody was quicker: the form is drawn from what they left, with what was typed, where it may still be edited.
        Err(FormError::Act(ActError::Moved)) => {
            destination::may_edit(&mut *visitor.conn().await?, account, case).await?;
            let posted = posted.refuse_all("这份去向登记刚被他人修改，请核对现在的内容后重新提交");
            let now = found(visitor, case).await?;
            let steps = history(&*visitor.conn().await?, &account.scope(), case).await?;
            let since: Vec<Happened> = (steps.into_iter())
                .filter(|step| step.version > typed.version())
                .collect();
            let changed = reading::events(&since, visitor.office()?.form);
            Ok(form(visitor, StatusCode::CONFLICT, &now, changed, posted))
        }
        Err(FormError::Act(error)) => Err(error.into()),
    }
}

async fn found(visitor: &Visitor, case: CaseId) -> Result<Registration, Fault> {
    let scope = visitor.officer()?.scope();
    let conn = visitor.conn().await?;
    if let Some(registration) = read(&conn, &scope, case).await? {
        return Ok(registration);
    }
    match was_taken_back(&conn, &scope, Module::Destinations, case).await? {
        true => Err(Fault::Moved),
        false => Err(Fault::NotFound),
    }
}

fn href(case: CaseId) -> String {
    format!("/{}/{case}", Module::Destinations.as_str())
}

/// `changed` is what others did while the page was open.
fn form(
    visitor: &Visitor,
    status: StatusCode,
    registration: &Registration,
    changed: Vec<Event>,
    posted: Posted,
) -> Response {
    let (case, kind) = (&registration.case, registration.details.kind);
    let agreed = Choice::new("yes", "已与毕业生沟通，双方确认一致");
    let mut parts = parts(kind.description(), case.cohort);
    parts.push((
        "确认".into(),
        vec![Field::checkbox(AGREED, "与毕业生沟通", agreed).required()],
    ));
    let shown = DestinationForm {
        title: format!("修改去向：{} {}", registration.student.name, kind.label()),
        notes: vec![
            "修改前请先与毕业生沟通确认一致。修改后将通过微信和短信通知毕业生，修改前后的内容都会保留在办理记录中。".into(),
            "去向类型不能修改；类型不符的，请退回修改或审核不通过。".into(),
        ],
        csrf: visitor.csrf.clone(),
        action: format!("{}/correction", href(case.id)),
        version: case.version,
        kind: kind.as_str(),
        parts,
        changed,
        posted,
        button: "保存修改".into(),
        back: Link::new("返回", href(case.id)),
        ..DestinationForm::default()
    };
    page(visitor, status, "修改去向", view::form(&shown))
}
