//! A student's mobile number: a code to the new one proves it.

use poem::{Response, handler, http::StatusCode, web::Query};
use wq_core::{
    access::{Account, Role},
    contact::{Changed, Mobile, ask_mobile, change_mobile},
    one_time::{Handle, Purpose, Refused, Subject, Way, look},
};

use super::show::drawn;
use crate::{
    fault::Fault,
    response::{Flash, to},
    routes::one_time::{Sought, code_field, form, handle_of, over},
    submission::Submission,
    view::{entry::Entry, form::Posted, list::Link},
    visitor::Visitor,
};

const TITLE: &str = "更换手机号码";

/// `POST /student/profile/mobile`
#[handler]
pub async fn ask(visitor: &Visitor, typed: Submission) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let posted = Posted::of(&typed.0);
    let refused = match Mobile::parse(typed.get("mobile")) {
        None => posted.refuse("mobile", "请填写 11 位手机号码"),
        Some(mobile) => {
            visitor.app.limiters.look_up(account.id)?;
            let asked = ask_mobile(&mut *visitor.conn().await?, account, &mobile).await?;
            match asked.ok_or(Fault::NotFound)? {
                Ok(handle) => return Ok(to(&format!("/student/profile/mobile?code={}", handle.as_str()))),
                Err(wait) => posted.refuse("mobile", wait.sentence()),
            }
        }
    };
    drawn(visitor, StatusCode::UNPROCESSABLE_ENTITY, Some(refused)).await
}

/// `GET /student/profile/mobile?code=`
#[handler]
pub async fn show(visitor: &Visitor, Query(sought): Query<Sought>) -> Result<Response, Fault> {
    let account = visitor.student()?;
    match sought.handle() {
        Some(handle) => code_form(visitor, account, &handle, StatusCode::OK, Posted::new()).await,
        None => Ok(late(visitor, Refused::Late)),
    }
}

/// `POST /student/profile/mobile/code`
#[handler]
pub async fn change(visitor: &Visitor, typed: Submission) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let Some(handle) = handle_of(&typed) else {
        return Ok(late(visitor, Refused::Late));
    };
    let code = typed.get("code");
    if code.is_empty() {
        let posted = Posted::new().refuse("code", "请填写短信验证码");
        return code_form(
            visitor,
            account,
            &handle,
            StatusCode::UNPROCESSABLE_ENTITY,
            posted,
        )
        .await;
    }
    let changed = {
        let mut conn = visitor.conn().await?;
        change_mobile(&mut conn, &visitor.app.codes, account, &handle, code).await?
    };
    match changed {
        Changed::Done => {
            visitor.say(Flash::MobileChanged);
            Ok(to("/student/profile"))
        }
        Changed::Refused(refused @ Refused::Wrong { left: 1.. }) => {
            let posted = Posted::new().refuse("code", refused.sentence(Way::Sms));
            code_form(
                visitor,
                account,
                &handle,
                StatusCode::UNPROCESSABLE_ENTITY,
                posted,
            )
            .await
        }
        Changed::Refused(refused) => Ok(late(visitor, refused)),
        Changed::NoStudent => Err(Fault::NotFound),
    }
}

/// Someone else's code is not there.
async fn code_form(
    visitor: &Visitor,
    account: &Account,
    handle: &Handle,
    status: StatusCode,
    posted: Posted,
) -> Result<Response, Fault> {
    let mut conn = visitor.conn().await?;
    let proof = match look(&mut conn, &visitor.app.codes, Purpose::Mobile, handle, None).await? {
        Ok(proof) => proof,
        Err(refused) => return Ok(late(visitor, refused)),
    };
    let Role::Student { student, .. } = account.role else {
        return Err(Fault::NotFound);
    };
    if proof.subject != Subject::Student(student) {
        return Ok(late(visitor, Refused::Late));
    }
    let mobile = Mobile::parse(&proof.address).map(|mobile| mobile.masked());
    let shown = Entry {
        title: TITLE.into(),
        lead: vec![format!(
            "验证码已发送到 {}，10 分钟内有效。",
            mobile.unwrap_or_default()
        )],
        action: "/student/profile/mobile/code".into(),
        csrf: visitor.csrf.clone(),
        hidden: vec![("handle", handle.as_str().to_owned())],
        fields: vec![code_field()],
        posted,
        button: "确认更换".into(),
        links: vec![Link::new("没有收到，重新获取", "/student/profile")],
        ..Entry::default()
    };
    Ok(form(visitor, status, &shown))
}

fn late(visitor: &Visitor, refused: Refused) -> Response {
    over(
        visitor,
        TITLE,
        refused,
        Way::Sms,
        Link::new("重新获取验证码", "/student/profile"),
    )
}
