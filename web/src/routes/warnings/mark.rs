//! Marking a company.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    company::WarningReason,
    ids::CompanyId,
    warning::{self, Candidate, Marking, Outcome},
};

use crate::{
    fault::Fault,
    response::{Flash, page, to},
    submission::Submission,
    view::{
        confirm::{Confirm, confirm},
        form::{Choice, Field, Posted},
        list::Link,
    },
    visitor::Visitor,
};

/// `GET /warnings/companies/{id}`
#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let company = found(visitor, CompanyId(id)).await?;
    Ok(form(visitor, &company, StatusCode::OK, Posted::new()))
}

/// `POST /warnings/companies/{id}`
#[handler]
pub async fn mark(visitor: &Visitor, Path(id): Path<i64>, typed: Submission) -> Result<Response, Fault> {
    let account = visitor.school_officer()?;
    let company = found(visitor, CompanyId(id)).await?;
    let marking = match Marking::read(&typed.0) {
        Ok(marking) => marking,
        Err(wrong) => {
            let posted = ["reason", "explanation"]
                .into_iter()
                .fold(Posted::new(), |posted, field| {
                    posted.with(field, typed.get(field))
                });
            let posted = wrong
                .into_iter()
                .fold(posted, |posted, (field, sentence)| posted.refuse(field, sentence));
            return Ok(form(visitor, &company, StatusCode::UNPROCESSABLE_ENTITY, posted));
        }
    };
    let done = warning::mark(&mut *visitor.conn().await?, account, company.id, &marking).await?;
    match done {
        Outcome::Marked(_) => visitor.say(Flash::Marked),
        Outcome::Already => visitor.say(Flash::MarkedAlready),
        Outcome::NotThere => return Err(Fault::NotFound),
    }
    Ok(to("/warnings"))
}

async fn found(visitor: &Visitor, company: CompanyId) -> Result<Candidate, Fault> {
    let account = visitor.school_officer()?;
    warning::candidate(&*visitor.conn().await?, account, company)
        .await?
        .ok_or(Fault::NotFound)
}

fn form(visitor: &Visitor, company: &Candidate, status: StatusCode, posted: Posted) -> Response {
    let reasons = WarningReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.as_str(), reason.label()));
    let explanation = Field {
        max_length: Some(500),
        ..Field::textarea("explanation", "具体说明", 4)
    };
    let body = Confirm {
        title: format!("将{}标记为预警单位", company.name),
        consequences: vec![
            format!("统一社会信用代码：{}", company.credit_code),
            "本校毕业生填写或查看该单位、本校人员审核时会看到提醒。".into(),
            "同一单位被 5 所及以上学校标记后，会提醒平台上的所有毕业生和审核人员。".into(),
        ],
        fields: vec![
            Field::select("reason", "预警原因", Some("请选择"), reasons.collect()).required(),
            explanation.hint("写明事实和依据").required(),
        ],
        posted,
        action: format!("/warnings/companies/{}", company.id),
        csrf: visitor.csrf.clone(),
        button: "标记为预警单位".into(),
        back: Link::new("返回", "/warnings"),
        ..Confirm::default()
    };
    page(visitor, status, "标记预警单位", confirm(&body))
}
