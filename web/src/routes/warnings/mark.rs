//! Marking a company: one that the platform knows, or one of which only the credit code is known.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    codes::CreditCode,
    company::WarningReason,
    ids::CompanyId,
    typed::Wrong,
    warning::{self, Candidate, Marking, Outcome, Whom},
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

/// What the page and its button are called.
const TITLE: &str = "标记为预警单位";

/// `GET /warnings/companies/{id}`
#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let company = found(visitor, CompanyId(id)).await?;
    Ok(known(visitor, &company, StatusCode::OK, Posted::new()))
}

/// `POST /warnings/companies/{id}`
#[handler]
pub async fn mark(visitor: &Visitor, Path(id): Path<i64>, typed: Submission) -> Result<Response, Fault> {
    let company = found(visitor, CompanyId(id)).await?;
    match Marking::read(&typed.0) {
        Ok(marking) => marked_by(visitor, &Whom::Known(company.id), &marking).await,
        Err(wrong) => {
            let posted = Posted::of(&typed.0).refuse_each(wrong);
            Ok(known(visitor, &company, StatusCode::UNPROCESSABLE_ENTITY, posted))
        }
    }
}

/// `GET /warnings/codes/{code}`: of a company that is known, its own form.
#[handler]
pub async fn ask_by_code(visitor: &Visitor, Path(code): Path<String>) -> Result<Response, Fault> {
    let account = visitor.school_officer()?;
    let code = CreditCode::parse(&code).ok_or(Fault::NotFound)?;
    match warning::of_code(&*visitor.conn().await?, account, &code).await? {
        Some(company) => Ok(to(&format!("/warnings/companies/{company}"))),
        None => Ok(unknown(visitor, &code, StatusCode::OK, Posted::new())),
    }
}

/// `POST /warnings/codes/{code}`
#[handler]
pub async fn mark_by_code(
    visitor: &Visitor,
    Path(code): Path<String>,
    typed: Submission,
) -> Result<Response, Fault> {
    visitor.school_officer()?;
    let code = CreditCode::parse(&code).ok_or(Fault::NotFound)?;
    match (Whom::named(code.clone(), &typed.0), Marking::read(&typed.0)) {
        (Ok(whom), Ok(marking)) => marked_by(visitor, &whom, &marking).await,
        (whom, marking) => {
            let wrong: Wrong = [whom.err(), marking.err()]
                .into_iter()
                .flatten()
                .flatten()
                .collect();
            let posted = Posted::of(&typed.0).refuse_each(wrong);
            Ok(unknown(visitor, &code, StatusCode::UNPROCESSABLE_ENTITY, posted))
        }
    }
}

async fn marked_by(visitor: &Visitor, whom: &Whom, marking: &Marking) -> Result<Response, Fault> {
    let account = visitor.school_officer()?;
    match warning::mark(&mut *visitor.conn().await?, account, whom, marking).await? {
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

/// The form of a company that the platform knows.
fn known(visitor: &Visitor, company: &Candidate, status: StatusCode, posted: Posted) -> Response {
    let body = Confirm {
        title: format!("将{}标记为预警单位", company.name),
        consequences: consequences(&company.credit_code).into(),
        fields: why().into(),
        action: format!("/warnings/companies/{}", company.id),
        ..form(visitor, posted)
    };
    page(visitor, status, TITLE, confirm(&body))
}

/// The form of a company of which only the code is known.
fn unknown(visitor: &Visitor, code: &CreditCode, status: StatusCode, posted: Posted) -> Response {
    let name = Field {
        max_length: Some(100),
        ..Field::text("company_name", "单位名称")
    };
    let doubtful = (!code.checks()).then(|| "统一社会信用代码的校验位不符，请逐位核对。".to_owned());
    let body = Confirm {
        title: "按统一社会信用代码标记预警单位".into(),
        consequences: consequences(code.as_str()).into_iter().chain(doubtful).collect(),
        fields: [name.hint("该单位尚未在平台注册，请按营业执照填写").required()]
            .into_iter()
            .chain(why())
            .collect(),
        action: format!("/warnings/codes/{code}"),
        ..form(visitor, posted)
    };
    page(visitor, status, TITLE, confirm(&body))
}

fn form(visitor: &Visitor, posted: Posted) -> Confirm {
    Confirm {
        posted,
        csrf: visitor.csrf.clone(),
        button: TITLE.into(),
        back: Link::new("返回", "/warnings"),
        ..Confirm::default()
    }
}

fn consequences(credit_code: &str) -> [String; 3] {
    [
        format!("统一社会信用代码：{credit_code}"),
        "本校毕业生填写或查看该单位、本校人员审核时会看到提醒。".into(),
        "同一单位被 5 所及以上学校标记后，会提醒平台上的所有毕业生和审核人员。".into(),
    ]
}

fn why() -> [Field; 2] {
    let reasons = WarningReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.as_str(), reason.label()));
    let explanation = Field {
        max_length: Some(500),
        ..Field::textarea("explanation", "具体说明", 4)
    };
    [
        Field::select("reason", "预警原因", Some("请选择"), reasons.collect()).required(),
        explanation.hint("写明事实和依据").required(),
    ]
}
