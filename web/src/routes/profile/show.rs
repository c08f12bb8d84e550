//! A student's own page.

use poem::{Response, handler, http::StatusCode};
use wq_core::contact::{Mobile, Own, own};

use crate::{
    fault::Fault,
    response::page,
    view::{facts::Fact, form::Posted, profile as view},
    visitor::Visitor,
};

/// `GET /student/profile`
#[handler]
pub async fn show(visitor: &Visitor) -> Result<Response, Fault> {
    drawn(visitor, StatusCode::OK, None).await
}

/// The page, with what was typed where it was refused.
pub async fn drawn(visitor: &Visitor, status: StatusCode, posted: Option<Posted>) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let known = own(&mut *visitor.conn().await?, account)
        .await?
        .ok_or(Fault::NotFound)?;
    let mobile = Mobile::parse(&known.mobile).map_or_else(|| "未填写".to_owned(), |mobile| mobile.masked());
    let shown = view::Profile {
        mobile,
        email: known.email.clone(),
        facts: facts(known),
        csrf: visitor.csrf.clone(),
        posted: posted.unwrap_or_default(),
    };
    Ok(page(visitor, status, "个人信息", view::profile(&shown)))
}

fn facts(known: Own) -> Vec<Fact> {
    vec![
        Fact::new("登录账号", known.login),
        Fact::new("姓名", known.name),
        Fact::new("学号", known.student_no),
        Fact::new("院校", known.school),
        Fact::new("所在院系", known.department),
        Fact::new("专业", known.major_name),
    ]
}
